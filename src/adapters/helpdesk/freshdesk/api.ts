import { z } from 'zod';
import { secondsNow, serverTime, type AskOptions, type Call, type Clock, type Http, type Pace } from '../kit/index.ts';

/** The most that Freshdesk gives at once. */
const pageSize = 100;

type Query = NonNullable<AskOptions<unknown>['query']>;

export interface Page {
  readonly rows: readonly unknown[];
  readonly isLast: boolean;
  /** When it was answered, epoch seconds by Freshdesk's clock. */
  readonly at: number;
}

/** Freshdesk's API: each call asks once. Paths stand below `/api/v2`, pages are numbered from 1, instants are epoch seconds. */
export interface Api {
  get<T>(path: string, as: z.ZodType<T>, call: Call & { query?: Query }): Promise<{ body: T; headers: Headers }>;
  list(path: string, page: number, call: Call & { query?: Query }): Promise<Page>;
  /** A list of tickets or contacts, which have a limit of their own. */
  pacedList(path: string, page: number, call: Call & { query?: Query }): Promise<Page>;
}

/** @param listPace for tickets and contacts */
export function openApi(http: Http, { listPace, clock }: { listPace: Pace; clock: Clock }): Api {
  function lister(options: { pace?: Pace } = {}): Api['list'] {
    return async (path, page, { query, ...call }) => {
      const { body, headers } = await http.get(`/api/v2/${path}`, {
        query: { ...query, page, per_page: pageSize },
        as: z.array(z.unknown()),
        ...options,
        ...call,
      });
      const hasNext = /rel="?next"?/.test(headers.get('link') ?? '');
      const server = serverTime(headers);
      const at = server === undefined ? secondsNow(clock) : Math.floor(server / 1000);
      return { rows: body, isLast: body.length === 0 || !hasNext, at };
    };
  }
  return {
    get: (path, as, call) => http.get(`/api/v2/${path}`, { as, ...call }),
    list: lister(),
    pacedList: lister({ pace: listPace }),
  };
}
