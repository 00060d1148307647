import type { FreshdeskSettings } from '../../../src/adapters/helpdesk/freshdesk/settings.ts';
import { freshdeskRoutes, refusal } from './routes.ts';
import { openFreshdeskState, type FreshdeskState } from './state.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type Asked,
  type HelpdeskServer,
} from '../../helpers/helpdesk-server.ts';

export interface FreshdeskOptions {
  /** Its clock, epoch milliseconds. */
  readonly now?: () => number;
  readonly pageSize?: number;
  readonly repeatedRows?: number;
  readonly lastPage?: number;
  /** Calls a minute, and lists of tickets (or of contacts) among them; without, all are let pass. */
  readonly limits?: { readonly calls: number; readonly lists: number };
}

/** A Freshdesk account on this machine. Change what it holds through the state's own methods. */
export interface FakeFreshdesk extends FreshdeskState, HelpdeskServer {
  /** What a desk of the configuration would say to read this account. */
  readonly settings: FreshdeskSettings;
  /** What it takes as the API key from now on. */
  apiKey: string;
  /** 1 sees all tickets, 2 those of its groups. */
  scope: number;
  /** Paths, below the API's own, that are answered with this status. */
  readonly refused: Map<string, 403 | 404>;
}

const minuteMs = 60_000;

export async function startFreshdesk(options: FreshdeskOptions = {}): Promise<FakeFreshdesk> {
  const now = options.now ?? Date.now;
  const state = openFreshdeskState(now);
  const refused = new Map<string, 403 | 404>();
  const routes = answerBy(
    freshdeskRoutes({
      state,
      now,
      refused,
      url: () => freshdesk.url,
      scope: () => freshdesk.scope,
      pageSize: options.pageSize ?? 100,
      repeatedRows: options.repeatedRows ?? 0,
      lastPage: options.lastPage ?? 300,
    }),
  );
  let minute = { begun: 0, calls: 0, tickets: 0, contacts: 0 };

  function answer(asked: Asked): Answered {
    if (asked.path.startsWith('/downloads/')) return routes(asked);
    const limited = count(asked);
    if (limited.status === 429) return limited;
    return { ...limited, ...guarded(asked), headers: { ...limited.headers, ...guarded(asked).headers } };
  }

  function guarded(asked: Asked): Answered {
    const credentials = Buffer.from(`${freshdesk.apiKey}:X`).toString('base64');
    if (asked.headers.authorization !== `Basic ${credentials}`) return refusal(401, 'invalid_credentials');
    if (asked.method !== 'GET') return refusal(405, 'method_not_allowed');
    const status = refused.get(asked.path.replace('/api/v2/', ''));
    return status === undefined ? routes(asked) : refusal(status, 'require_feature');
  }

  /** Each call costs one, and a list with something embedded two more. */
  function count({ path, query }: Asked): Answered {
    if (options.limits === undefined) return { status: 200, body: '' };
    if (now() - minute.begun >= minuteMs) minute = { begun: now(), calls: 0, tickets: 0, contacts: 0 };
    const cost = query.has('include') ? 3 : 1;
    minute.calls += cost;
    if (path === '/api/v2/tickets') minute.tickets += 1;
    if (path === '/api/v2/contacts') minute.contacts += 1;
    const { calls, lists } = options.limits;
    if (minute.calls > calls || Math.max(minute.tickets, minute.contacts) > lists) {
      const wait = Math.ceil((minute.begun + minuteMs - now()) / 1000);
      return { ...refusal(429, 'rate_limit'), headers: { 'retry-after': String(wait) } };
    }
    const left = { 'x-ratelimit-total': String(calls), 'x-ratelimit-remaining': String(calls - minute.calls) };
    return { status: 200, body: '', headers: { ...left, 'x-ratelimit-used-currentrequest': String(cost) } };
  }

  const server = await startHelpdeskServer(answer, { now });
  const apiKey = 'freshdesk-key';
  const settings = { name: 'acme', kind: 'freshdesk' as const, url: server.url, api_key: apiKey };
  // One object, as the server reads what a test sets on it.
  const freshdesk: FakeFreshdesk = Object.assign(server, state, { settings, apiKey, scope: 1, refused });
  return freshdesk;
}
