import type { Answered } from '../../helpers/helpdesk-server.ts';
import type { UpdateRow } from './rows.ts';
import type { Change, ZendeskState } from './state.ts';

export interface RouteOptions {
  readonly state: ZendeskState;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly role: () => string;
  /** Whether metric events come with the ticket export, which Zendesk does not promise: it passes over them there. */
  readonly exportsMetricEvents: boolean;
  readonly exportPageSize: number;
  readonly listPageSize: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows: number;
}

interface Route {
  readonly path: RegExp;
  readonly parameters: readonly string[];
  readonly isForAdmins: boolean;
  readonly isExport: boolean;
  readonly product: Product;
  answer(query: URLSearchParams, id: string): Answered;
}

/** What an account may not have bought: its endpoints are not there then. */
export type Product = 'support' | 'slas' | 'schedules' | 'ratings' | 'surveys' | 'talk';

const largestListPage = 100;
const listParameters = ['page[size]', 'page[after]'];
const responseFilters = ['created_at_start', 'created_at_end', 'subject_zrns', 'responder_ids'].map(
  (name) => `filter[${name}]`,
);
const sideloads = new Set(['metric_sets', 'metric_events']);

/** The endpoints Deskpulse uses, as documented; every other path and parameter is refused. */
export function zendeskRoutes(options: RouteOptions): readonly Route[] {
  const { state } = options;
  const agents = { parameters: [], isForAdmins: false, isExport: false, product: 'support' as const };
  const admins = { ...agents, isForAdmins: true };
  const exports = { ...admins, isExport: true };
  return [
    { ...agents, path: /users\/me/, answer: () => ok({ user: { id: 1, role: options.role() } }) },
    {
      ...agents,
      path: /groups/,
      parameters: listParameters,
      answer: (query) => list('groups', state.groups, { query, options }),
    },
    {
      ...agents,
      path: /organizations\/show_many/,
      parameters: ['ids'],
      answer: (query) => showMany('organizations', state.organizations, query),
    },
    {
      ...agents,
      path: /users\/show_many/,
      parameters: ['ids'],
      answer: (query) => showMany('users', rowsOf(state.users), query),
    },
    {
      ...agents,
      path: /tickets\/(\d+)/,
      parameters: ['include'],
      answer(query, id) {
        const ticket = state.tickets.find(({ row }) => String(row.id) === id);
        if (ticket === undefined || ticket.row['status'] === 'deleted') return refused(404, 'RecordNotFound');
        const { generated_timestamp: _, ...row } = ticket.row;
        return sideloaded(query, { shape: (with_) => ok({ ticket: with_(row) }) });
      },
    },
    {
      ...agents,
      path: /tickets\/(\d+)\/audits/,
      parameters: listParameters,
      answer(query, id) {
        const audits = rowsOf(state.updates).filter(({ ticket_id }) => String(ticket_id) === id);
        return list('audits', audits, { query, options });
      },
    },
    {
      ...admins,
      path: /slas\/policies/,
      product: 'slas',
      answer: () => ok({ sla_policies: state.policies, count: state.policies.length, next_page: null }),
    },
    {
      ...admins,
      path: /business_hours\/schedules/,
      product: 'schedules',
      answer: () => ok({ schedules: state.schedules.map((row) => ({ ...row, holidays: undefined })), url: null }),
    },
    {
      ...admins,
      path: /business_hours\/schedules\/(\d+)\/holidays/,
      product: 'schedules',
      answer(_, id) {
        const schedule = state.schedules.find((row) => String(row.id) === id);
        return schedule === undefined ? refused(404, 'RecordNotFound') : ok({ holidays: schedule.holidays, url: null });
      },
    },
    {
      ...admins,
      path: /satisfaction_ratings/,
      parameters: [...listParameters, 'start_time', 'end_time', 'score'],
      product: 'ratings',
      answer(query) {
        const since = Number(query.get('start_time') ?? 0) * 1000;
        const rows = state.ratings.filter(({ created_at }) => Date.parse(created_at) >= since);
        return list('satisfaction_ratings', rows, { query, options });
      },
    },
    {
      ...agents,
      path: /guide\/survey_responses/,
      parameters: [...listParameters, ...responseFilters],
      product: 'surveys',
      answer(query) {
        const since = Number(query.get('filter[created_at_start]') ?? 0) / 1000;
        const rows = state.responses.filter(({ second }) => second >= since).map(({ row }) => row);
        return list('survey_responses', rows, { query, options });
      },
    },
    {
      ...exports,
      path: /incremental\/users\/cursor/,
      parameters: ['start_time', 'cursor'],
      answer: (query) => exported('users', state.users, { query, options }),
    },
    {
      ...exports,
      path: /incremental\/tickets\/cursor/,
      parameters: ['start_time', 'cursor', 'include'],
      answer: (query) =>
        sideloaded(query, {
          passedOver: options.exportsMetricEvents ? [] : ['metric_events'],
          shape: (with_) => exported('tickets', state.tickets, { query, options, shape: with_ }),
        }),
    },
    {
      ...exports,
      path: /incremental\/ticket_events/,
      parameters: ['start_time', 'include', 'support_type_scope'],
      answer(query) {
        const include = query.get('include');
        if (include !== null && include !== 'comment_events') return refused(400, `include=${include}`);
        const shape = (row: UpdateRow) => asEvent(row, include !== null);
        return timed('ticket_events', state.updates, { query, options, shape, keptBack: 60 });
      },
    },
    {
      ...exports,
      path: /channels\/voice\/stats\/incremental\/calls/,
      parameters: ['start_time'],
      product: 'talk',
      answer: (query) => timed('calls', state.calls, { query, options, keptBack: 0 }),
    },
  ];
}

/** The route of a path, which may end in `.json`, and the id in it. */
export function routeOf(routes: readonly Route[], path: string): { route: Route; id: string } | undefined {
  for (const route of routes) {
    const match = new RegExp(`^/api/v2/${route.path.source}(?:\\.json)?$`).exec(path);
    if (match !== null) return { route, id: match[1] ?? '' };
  }
  return undefined;
}

export function refused(status: number, description: string): Answered {
  return { status, body: { error: 'Refused', description } };
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function rowsOf<Row>(changes: readonly Change<Row>[]): Row[] {
  return changes.map(({ row }) => row);
}

function showMany(resource: string, rows: readonly { id: number }[], query: URLSearchParams): Answered {
  const ids = (query.get('ids') ?? '').split(',');
  if (ids.length > largestListPage) return refused(400, 'more than 100 ids');
  const found = rows.filter(({ id }) => ids.includes(String(id)));
  return ok({ [resource]: found, count: found.length, next_page: null, previous_page: null });
}

/** What a row of a ticket comes with: what it was asked with, but for what the endpoint passes over. */
function sideloaded(
  query: URLSearchParams,
  {
    passedOver = [],
    shape,
  }: { passedOver?: readonly string[]; shape: (with_: <Row extends object>(row: Row) => Row) => Answered },
): Answered {
  const asked = (query.get('include') ?? '').split(',').filter((name) => name !== '');
  const stranger = asked.find((name) => !sideloads.has(name));
  if (stranger !== undefined) return refused(400, `include=${stranger}`);
  const given = new Set(asked.filter((name) => !passedOver.includes(name)));
  const isLeft = (field: string) =>
    (field === 'metric_set' && !given.has('metric_sets')) || (field === 'metric_events' && !given.has('metric_events'));
  return shape((row) => Object.fromEntries(Object.entries(row).filter(([field]) => !isLeft(field))) as typeof row);
}

/** An update as the event export tells it: fields under their own names, and comments hardly at all unless asked for. */
function asEvent({ author_id, via, events, ...row }: UpdateRow, hasComments: boolean) {
  const channel = via.channel.replaceAll('_', ' ');
  return {
    ...row,
    updater_id: author_id,
    via: channel.charAt(0).toUpperCase() + channel.slice(1),
    timestamp: Date.parse(row.created_at) / 1000,
    event_type: 'Audit',
    child_events: events.map(({ type, field_name, value, public: is_public, ...event }) => {
      if (type === 'Comment' && !hasComments) {
        return { id: event.id, event_type: type, comment_present: true, comment_public: is_public };
      }
      if (typeof field_name === 'string') return { ...event, event_type: type, [field_name]: value };
      return { ...event, ...(type === 'Comment' && { type, public: is_public }), event_type: type };
    }),
  };
}

function list(
  resource: string,
  rows: readonly object[],
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

interface Asking<Row> {
  readonly query: URLSearchParams;
  readonly options: RouteOptions;
  /** How a row is told. */
  readonly shape?: (row: Row) => unknown;
}

function exported<Row>(
  resource: string,
  changes: readonly Change<Row>[],
  { query, options, shape = (row) => row }: Asking<Row>,
): Answered {
  const [cursor, startTime] = [query.get('cursor'), query.get('start_time')];
  if ((cursor === null) === (startTime === null)) return refused(400, 'either start_time or cursor');
  const settled = Math.floor(options.now() / 1000) - 60;
  if (startTime !== null && !(Number(startTime) <= settled)) return refused(422, 'start_time is too recent');
  const from = cursor === null ? [Number(startTime), 0] : decode(cursor);
  if (from === undefined) return refused(400, 'unknown cursor');
  const [second = 0, seq = 0] = from;
  const begin = firstOf(changes, (change) => change.second > second || (change.second === second && change.seq > seq));
  const end = firstOf(changes, (change) => change.second > settled);
  const page = changes.slice(begin, Math.min(end, begin + options.exportPageSize));
  const isEnd = begin + page.length >= end;
  const last = page.at(isEnd ? -1 : -1 - Math.min(options.repeatedRows, page.length - 1));
  const next = last === undefined ? cursor : encode([last.second, last.seq]);
  return ok({
    [resource]: page.map(({ row }) => shape(row)),
    after_cursor: next,
    after_url: null,
    before_cursor: null,
    before_url: null,
    end_of_stream: isEnd,
  });
}

/**
 * A page of a time-based export. The start time is inclusive, so that what stands at the edge of a page comes again; what
 * shares a page's last second is all on it.
 * @param keptBack seconds of the newest rows that are not given yet
 */
function timed<Row>(
  resource: string,
  changes: readonly Change<Row>[],
  { query, options, shape = (row) => row, keptBack }: Asking<Row> & { keptBack: number },
): Answered {
  const now = Math.floor(options.now() / 1000);
  const start = Number(query.get('start_time') ?? Number.NaN);
  if (!(start <= now - 60)) return refused(400, 'start_time must be at least a minute ago');
  const after = (instant: number) => firstOf(changes, ({ second }) => second > instant);
  const [begin, fresh, due] = [after(start - 1), after(start), after(now - keptBack)];
  const last = due > begin ? changes[Math.min(fresh + options.exportPageSize, due) - 1] : undefined;
  const end = last?.second ?? start;
  const page = changes.slice(begin, Math.min(after(end), due));
  return ok({
    [resource]: page.map(({ row }) => shape(row)),
    count: page.length,
    end_time: end,
    // Talk's never ends: it is the address to ask next time.
    next_page: `/api/v2/incremental/${resource}.json?start_time=${end}`,
    ...(keptBack > 0 && { end_of_stream: begin + page.length === due }),
  });
}

/** Where the first change for which this holds stands, as it then does for all after it. */
function firstOf<Row>(changes: readonly Change<Row>[], holds: (change: Change<Row>) => boolean): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const change = changes[middle];
    if (change && holds(change)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function encode(numbers: readonly number[]): string {
  return Buffer.from(`z${numbers.join(':')}`).toString('base64url');
}

function decode(cursor: string): number[] | undefined {
  const match = /^z(\d+(?::\d+)*)$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match?.[1]?.split(':').map(Number);
}
