import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import {
  allowanceNamed,
  pauseFor,
  serverTime,
  type Allowance,
  type AskOptions,
  type Call,
  type Clock,
  type Http,
  type Pace,
} from '../kit/index.ts';
import { timeText } from './fields.ts';

/** The largest page of responses. */
const perPage = 100;

interface ResponsePage {
  readonly rows: readonly unknown[];
  readonly isLast: boolean;
  /** Epoch seconds by the service's clock. */
  readonly at: number;
}

/** SurveyMonkey's endpoints that are used here; each asks once and reads one page. */
export interface Api {
  me(call: Call): Promise<{ plan: string; headers: Headers }>;
  /** A survey's design. */
  details(survey: string, call: Call): Promise<unknown>;
  /** Completed responses that changed in this second (epoch) or later, the oldest change first. */
  responses(survey: string, from: { since: number; page: number }, call: Call): Promise<ResponsePage>;
  response(survey: string, id: string, call: Call): Promise<unknown>;
}

const account = z.object({ account_type: z.string().nullish() });
const list = z.object({ data: z.array(z.unknown()), links: z.object({ next: z.string().nullish() }) });

export function openApi({
  service,
  http,
  pace,
  clock,
}: {
  service: string;
  http: Http;
  pace: Pace;
  clock: Clock;
}): Api {
  /** Epoch milliseconds until which the day's requests are left to others. */
  let closedUntil = 0;

  async function get<T>(path: string, options: Omit<AskOptions<T>, 'pace'>) {
    const now = clock.now();
    if (now < closedUntil) {
      const retryAfter = Math.ceil((closedUntil - now) / 1000);
      throw new UpstreamError(
        service,
        `the day's requests are used up, but for the tenth that is left to others. It goes on in ${retryAfter} s.`,
        { reason: 'rate-limited', retryAfter },
      );
    }
    const received = await http.get(`/v3/${path}`, { ...options, pace });
    const day = allowance(received.headers, 'day', clock.now());
    const resets = day.map(({ resetSeconds }) => resetSeconds ?? 3600);
    if (pauseFor(day) > 0) closedUntil = clock.now() + Math.max(...resets) * 1000;
    return received;
  }

  return {
    async me(call) {
      const { body, headers } = await get('users/me', { as: account, ...call });
      return { plan: body.account_type ?? 'unknown', headers };
    },
    async details(survey, call) {
      return (await get(`surveys/${survey}/details`, { as: z.unknown(), ...call })).body;
    },
    async responses(survey, { since, page }, call) {
      const query = {
        per_page: perPage,
        page,
        status: 'completed',
        sort_by: 'date_modified',
        sort_order: 'ASC',
        // "After" may leave out the second itself.
        start_modified_at: timeText(Math.max(0, since - 1)),
      };
      const { body, headers } = await get(`surveys/${survey}/responses/bulk`, { query, as: list, ...call });
      const at = Math.floor((serverTime(headers) ?? clock.now()) / 1000);
      return { rows: body.data, isLast: body.links.next == null, at };
    },
    async response(survey, id, call) {
      const path = `surveys/${survey}/responses/${encodeURIComponent(id)}/details`;
      return (await get(path, { as: z.unknown(), ...call })).body;
    },
  };
}

/** What SurveyMonkey's headers say is left for this minute, or this day. */
export function allowance(headers: Headers, window: 'minute' | 'day', now: number): Allowance[] {
  const prefix = `x-ratelimit-app-global-${window}`;
  const names = { remaining: `${prefix}-remaining`, limit: `${prefix}-limit`, reset: `${prefix}-reset` };
  return allowanceNamed(headers, names, now);
}
