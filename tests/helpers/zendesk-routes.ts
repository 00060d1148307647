import type { Answered } from './helpdesk-server.ts';
import type { NamedRow } from './zendesk-rows.ts';
import type { Change, ZendeskState } from './zendesk-state.ts';

export interface RouteOptions {
  readonly state: ZendeskState;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly role: () => string;
  readonly exportPageSize: number;
  readonly listPageSize: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows: number;
}

interface Route {
  readonly parameters: readonly string[];
  readonly isForAdmins: boolean;
  readonly isExport: boolean;
  answer(query: URLSearchParams): Answered;
}

const largestListPage = 100;
const listParameters = ['page[size]', 'page[after]'];

/** The endpoints Deskpulse uses, as documented; every other path and parameter is refused. */
export function zendeskRoutes(options: RouteOptions): ReadonlyMap<string, Route> {
  const { state } = options;
  const agents = { isForAdmins: false, isExport: false };
  const admins = { isForAdmins: true, isExport: false };
  const exports = { isForAdmins: true, isExport: true };
  return new Map<string, Route>([
    [
      '/api/v2/users/me.json',
      { ...agents, parameters: [], answer: () => ok({ user: { id: 1, role: options.role() } }) },
    ],
    [
      '/api/v2/groups.json',
      { ...agents, parameters: listParameters, answer: (query) => list('groups', state.groups, { query, options }) },
    ],
    [
      '/api/v2/organizations/show_many.json',
      { ...agents, parameters: ['ids'], answer: (query) => showMany(state.organizations, query) },
    ],
    [
      '/api/v2/satisfaction_ratings.json',
      {
        ...admins,
        parameters: [...listParameters, 'start_time', 'end_time', 'score'],
        answer(query) {
          const since = Number(query.get('start_time') ?? 0) * 1000;
          const rows = state.ratings.filter(({ created_at }) => Date.parse(created_at) >= since);
          return list('satisfaction_ratings', rows, { query, options });
        },
      },
    ],
    [
      '/api/v2/incremental/users/cursor.json',
      {
        ...exports,
        parameters: ['start_time', 'cursor'],
        answer: (query) => exported('users', state.users, { query, options }),
      },
    ],
    [
      '/api/v2/incremental/tickets/cursor.json',
      {
        ...exports,
        parameters: ['start_time', 'cursor', 'include'],
        answer(query) {
          const include = query.get('include');
          if (include !== null && include !== 'metric_sets') return refused(400, `include=${include}`);
          const rows = state.tickets.map((change) => (include === null ? withoutMetrics(change) : change));
          return exported('tickets', rows, { query, options });
        },
      },
    ],
  ]);
}

export function refused(status: number, description: string): Answered {
  return { status, body: { error: 'Refused', description } };
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function showMany(rows: readonly NamedRow[], query: URLSearchParams): Answered {
  const ids = (query.get('ids') ?? '').split(',');
  if (ids.length > largestListPage) return refused(400, 'more than 100 ids');
  const found = rows.filter(({ id }) => ids.includes(String(id)));
  return ok({ organizations: found, count: found.length, next_page: null, previous_page: null });
}

function list(
  resource: string,
  rows: readonly { id: number }[],
  { query, options }: { query: URLSearchParams; options: RouteOptions },
): Answered {
  const asked = Number(query.get('page[size]') ?? Number.NaN);
  if (!(asked >= 1 && asked <= largestListPage)) return refused(400, 'page[size] must be 1 to 100');
  const size = Math.min(asked, options.listPageSize);
  const after = decode(query.get('page[after]') ?? encode([0]));
  if (after === undefined) return refused(400, 'unknown page[after]');
  const begin = Math.max(0, after[0] ?? 0);
  const end = Math.min(begin + size, rows.length);
  const has_more = end < rows.length;
  const next = has_more ? encode([Math.max(begin + 1, end - options.repeatedRows)]) : null;
  return ok({
    [resource]: rows.slice(begin, end),
    meta: { has_more, after_cursor: next, before_cursor: null },
    links: { next: null, prev: null },
  });
}

function exported<Row>(
  resource: string,
  changes: readonly Change<Row>[],
  { query, options }: { query: URLSearchParams; options: RouteOptions },
): Answered {
  const [cursor, startTime] = [query.get('cursor'), query.get('start_time')];
  if ((cursor === null) === (startTime === null)) return refused(400, 'either start_time or cursor');
  const settled = Math.floor(options.now() / 1000) - 60;
  if (startTime !== null && !(Number(startTime) <= settled)) return refused(422, 'start_time is too recent');
  const from = cursor === null ? [Number(startTime), 0] : decode(cursor);
  if (from === undefined) return refused(400, 'unknown cursor');
  const [second = 0, seq = 0] = from;
  const newer = changes.filter(
    (change) => change.second <= settled && (change.second > second || (change.second === second && change.seq > seq)),
  );
  const page = newer.slice(0, options.exportPageSize);
  const isEnd = page.length === newer.length;
  const last = page.at(isEnd ? -1 : -1 - Math.min(options.repeatedRows, page.length - 1));
  const next = last === undefined ? cursor : encode([last.second, last.seq]);
  return ok({
    [resource]: page.map(({ row }) => row),
    after_cursor: next,
    after_url: null,
    before_cursor: null,
    before_url: null,
    end_of_stream: isEnd,
  });
}

function withoutMetrics<Row extends { metric_set?: unknown }>(change: Change<Row>): Change<Row> {
  const { metric_set: _, ...row } = change.row;
  return { ...change, row: row as Row };
}

function encode(numbers: readonly number[]): string {
  return Buffer.from(`z${numbers.join(':')}`).toString('base64url');
}

function decode(cursor: string): number[] | undefined {
  const match = /^z(\d+(?::\d+)*)$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match?.[1]?.split(':').map(Number);
}
