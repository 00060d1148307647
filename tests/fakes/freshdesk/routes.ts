import type { FreshdeskState } from './state.ts';
import type { Answered, Asked, Route } from '../../helpers/helpdesk-server.ts';

export interface RouteOptions {
  readonly state: FreshdeskState;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly url: () => string;
  readonly pageSize: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows: number;
  /** Of a list of tickets; the service's own is 300. */
  readonly lastPage: number;
  /** Parts of paths that the key may not read, or the plan has not. */
  readonly refused: ReadonlyMap<string, 403 | 404>;
  readonly scope: () => number;
}

const largestPage = 100;
const paging = ['page', 'per_page'];
const dayMs = 86_400_000;
const statusChoices = {
  '2': ['Open', 'Being Processed'],
  '3': ['Pending', 'Awaiting your Reply'],
  '4': ['Resolved', 'This ticket has been Resolved'],
  '5': ['Closed', 'This ticket has been Closed'],
  '6': ['Waiting on Customer', 'Awaiting your Reply'],
  '7': ['Waiting on Third Party', 'Being Processed'],
  '8': ['In the lab', 'Being Processed'],
};

/** The endpoints Deskpulse uses, as documented. */
export function freshdeskRoutes(options: RouteOptions): readonly Route[] {
  const { state, now } = options;
  const api = (path: string) => new RegExp(`/api/v2/${path}`);
  const list = (
    path: string,
    rows: (asked: Asked & { parts: Readonly<Record<string, string>> }) => readonly unknown[],
    parameters: readonly string[] = [],
  ): Route => ({
    path: api(path),
    parameters: [...paging, ...parameters],
    answer: (asked) => paged(rows(asked), { asked, options }),
  });
  const ofTicket = <Row extends { ticket_id: number }>(rows: readonly Row[], id: string | undefined) =>
    rows.filter(({ ticket_id }) => ticket_id === Number(id));
  const since = (asked: Asked, name: string) => Date.parse(asked.query.get(name) ?? '1970-01-01T00:00:00Z');

  return [
    { path: api('agents/me'), answer: () => ok({ id: 11, type: 'support_agent', ticket_scope: options.scope() }) },
    list('agents', () => state.agents, ['state', 'email']),
    list('admin/groups', () => state.groups),
    list('groups', () => state.groups.map(({ id, name }) => ({ id, name }))),
    list('companies', () => state.companies, ['updated_since']),
    { path: api(String.raw`companies/(?<id>\d+)`), answer: ({ parts }) => one(state.companies, parts.id) },
    {
      path: api('ticket_fields'),
      parameters: ['type'],
      answer: ({ query }) =>
        query.get('type') === 'default_status'
          ? ok([{ id: 5, name: 'status', type: 'default_status', choices: statusChoices }])
          : refusal(400, 'invalid_value'),
    },
    list(
      'contacts',
      (asked) =>
        state.contacts.filter(
          ({ deleted, updated_at }) =>
            deleted === (asked.query.get('state') === 'deleted') &&
            Date.parse(updated_at) >= since(asked, 'updated_since'),
        ),
      ['updated_since', 'state'],
    ),
    {
      path: api('tickets'),
      parameters: [...paging, 'updated_since', 'filter', 'order_by', 'order_type', 'include'],
      answer: (asked) => tickets(asked, options),
    },
    {
      path: api(String.raw`tickets/(?<id>\d+)`),
      parameters: ['include'],
      answer: ({ parts, query }) => {
        const { status, body } = one(state.tickets, parts.id);
        return {
          status,
          body: status === 200 && query.get('include') !== 'stats' ? { ...(body as object), stats: undefined } : body,
        };
      },
    },
    list(String.raw`tickets/(?<id>\d+)/conversations`, ({ parts }) => ofTicket(state.conversations, parts.id)),
    list(String.raw`tickets/(?<id>\d+)/time_entries`, ({ parts }) => ofTicket(state.timeEntries, parts.id)),
    list('time_entries', () => state.timeEntries, ['executed_after', 'executed_before']),
    list('surveys', () => state.surveys, ['state']),
    list(
      'surveys/satisfaction_ratings',
      (asked) => state.ratings.filter(({ created_at }) => Date.parse(created_at) >= since(asked, 'created_since')),
      ['created_since', 'user_id'],
    ),
    {
      path: api('export/ticket_activities'),
      parameters: ['created_at'],
      answer({ query }) {
        const day = query.get('created_at') ?? '';
        const isOver = Date.parse(day) + dayMs <= now() && Date.parse(day) >= now() - 31 * dayMs;
        if (!isOver || ofDay(state, day).length === 0) return refusal(404, 'not found');
        return ok({ export: [{ created_at: day, url: `${options.url()}/downloads/${day}.json?signature=abc` }] });
      },
    },
    {
      path: /\/downloads\/(?<day>[\d-]+)\.json/,
      parameters: ['signature'],
      answer({ parts, headers }) {
        // As storage does: one way to be let in, not two.
        if (headers.authorization !== undefined) return refusal(400, 'only one auth mechanism allowed');
        return ok({ metadata: {}, activities_data: ofDay(state, parts.day ?? '') });
      },
    },
  ];
}

function ofDay({ activities }: FreshdeskState, day: string) {
  const [year, month, date] = day.split('-');
  return activities.filter(({ performed_at }) => performed_at.startsWith(`${date}-${month}-${year}`));
}

function tickets(asked: Asked, options: RouteOptions): Answered {
  const { query } = asked;
  const filter = query.get('filter');
  const include = query.get('include');
  if (filter !== null && filter !== 'deleted' && filter !== 'spam') return refusal(400, 'invalid_value');
  if (include !== null && !['stats', 'requester', 'description'].includes(include))
    return refusal(400, 'invalid_value');
  const order = query.get('order_by') ?? 'created_at';
  if (!['created_at', 'due_by', 'updated_at', 'status'].includes(order)) return refusal(400, 'invalid_value');
  if (Number(query.get('page') ?? 1) > options.lastPage) return refusal(400, 'invalid_value');
  const since = query.get('updated_since');
  const rows = options.state.tickets
    .filter(
      ({ deleted, spam }) => (deleted === true) === (filter === 'deleted') && (spam === true) === (filter === 'spam'),
    )
    .filter(({ created_at, updated_at }) =>
      since === null
        ? Date.parse(created_at) >= options.now() - 30 * dayMs
        : Date.parse(updated_at) >= Date.parse(since),
    )
    .map((ticket) => (include === 'stats' ? ticket : { ...ticket, stats: undefined }))
    .toSorted((one, other) => String(Reflect.get(one, order)).localeCompare(String(Reflect.get(other, order))));
  return paged(query.get('order_type') === 'asc' ? rows : rows.toReversed(), { asked, options });
}

/** A page by its number, and a link to the next when there is one. */
function paged(
  rows: readonly unknown[],
  { asked, options }: { asked: Asked; options: Pick<RouteOptions, 'pageSize' | 'repeatedRows' | 'url'> },
): Answered {
  const [page, asks] = [asked.query.get('page') ?? '1', asked.query.get('per_page') ?? '30'].map(Number);
  if (!Number.isInteger(page) || !(page! >= 1)) return refusal(400, 'invalid_value');
  if (!(asks! >= 1 && asks! <= largestPage)) return refusal(400, 'invalid_value');
  const size = Math.min(asks!, options.pageSize);
  const begin = (page! - 1) * Math.max(1, size - options.repeatedRows);
  const end = begin + size;
  const next = `<${options.url()}${asked.path}?page=${page! + 1}>; rel="next"`;
  return { ...ok(rows.slice(begin, end)), headers: end < rows.length ? { link: next } : {} };
}

function one(rows: readonly { id: number }[], id: string | undefined): Answered {
  const row = rows.find((row) => row.id === Number(id));
  return row === undefined ? { status: 404, body: '' } : ok(row);
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

export function refusal(status: number, code: string): Answered {
  return { status, body: { code, message: 'Refused' } };
}
