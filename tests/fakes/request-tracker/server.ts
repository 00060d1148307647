import type { RequestTrackerSettings } from '../../../src/adapters/helpdesk/request-tracker/settings.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type HelpdeskServer,
  type Route,
} from '../../helpers/helpdesk-server.ts';
import {
  never,
  openRequestTrackerState,
  type RequestTrackerState,
  type TicketRow,
  type TransactionRow,
  type UserRow,
} from './state.ts';

export interface RequestTrackerOptions {
  /** Its clock, epoch milliseconds. */
  now?: () => number;
  pageSize?: number;
  /** How many rows of a page come again on the next, where pages go by number. */
  repeatedRows?: number;
}

export type Right =
  | 'SuperUser'
  | 'SeeQueue'
  | 'ShowTicket'
  | 'ShowTicketComments'
  | 'SeeGroup'
  | 'AdminGroupMembership'
  | 'AdminUsers';

/** A Request Tracker 5 on this machine, below the path `/rt`. */
export interface FakeRequestTracker extends RequestTrackerState, HelpdeskServer {
  readonly settings: RequestTrackerSettings;
  /** What it takes as the token from now on. */
  token: string;
  /** Of the token's user. */
  readonly rights: Set<Right>;
}

const root = '/rt/REST/2.0';
const largestPage = 100;
const longestAddress = 8000;
const paging = ['per_page', 'page', 'fields'];

export async function startRequestTracker(options: RequestTrackerOptions = {}): Promise<FakeRequestTracker> {
  const now = options.now ?? Date.now;
  const state = openRequestTrackerState(now);
  const rights = new Set<Right>(['SuperUser']);
  const may = (right: Right) => rights.has('SuperUser') || rights.has(right);
  const seesAll = () => rights.has('SuperUser');

  function paged(rows: readonly unknown[], query: URLSearchParams, { isCounted = true, repeated = 0 }): Answered {
    const asked = Number(query.get('per_page') ?? 20);
    if (!(asked >= 1 && asked <= largestPage)) return refused(400, 'per_page');
    const per_page = Math.min(asked, options.pageSize ?? largestPage);
    const page = Number(query.get('page') ?? 1);
    const from = (page - 1) * (per_page - repeated);
    const items = rows.slice(from, from + per_page);
    const pages = Math.max(1, Math.ceil((rows.length - repeated) / (per_page - repeated)));
    const total = isCounted ? rows.length + repeated * (pages - 1) : null;
    return ok({ items, count: items.length, page, per_page, total, pages: isCounted ? pages : null });
  }

  const routes: Route[] = [
    { path: new RegExp(`${root}/rt`), answer: () => ok({ Version: '5.0.3', Plugins: [] }) },
    {
      path: new RegExp(`${root}/groups`),
      parameters: [...paging, 'query'],
      answer({ query }) {
        const limits = JSON.parse(query.get('query') ?? '[]') as { field: string; value: string }[];
        const group = { id: '4', type: 'group', Domain: 'SystemInternal', Name: 'Privileged' };
        const isAsked = limits.every(({ field, value }) => (group as Record<string, unknown>)[field] === value);
        const rows = isAsked && may('SeeGroup') ? [group] : [];
        return paged(rows, query, { isCounted: may('SeeGroup') });
      },
    },
    {
      path: new RegExp(`${root}/group/4/members`),
      parameters: [...paging, 'recursively', 'users', 'groups'],
      answer({ query }) {
        if (!may('AdminGroupMembership')) return refused(403, 'Forbidden');
        const members = state.users.filter(({ isPrivileged }) => isPrivileged);
        return paged(
          members.map(({ id }) => ({ id, type: 'user', _url: '' })),
          query,
          { repeated: options.repeatedRows ?? 0 },
        );
      },
    },
    {
      path: new RegExp(`${root}/users`),
      parameters: [...paging, 'query', 'orderby', 'order', 'find_disabled_rows'],
      answer({ query }) {
        if (query.get('query') !== '[]') return refused(400, 'only public fields can be searched for');
        const orderBy = query.get('orderby');
        const rows = state.users
          .filter(({ isDisabled }) => !isDisabled || query.get('find_disabled_rows') === '1')
          .toSorted((a, b) => (orderBy === 'LastUpdated' ? compare(a.LastUpdated, b.LastUpdated) : 0) || a.id - b.id);
        if (query.get('order') === 'DESC') rows.reverse();
        const shown = rows.map((user) => pick('user', userOf(user, may('AdminUsers')), { id: user.Name, query }));
        return paged(shown, query, { repeated: options.repeatedRows ?? 0 });
      },
    },
    {
      path: new RegExp(`${root}/user/(?<id>\\d+)`),
      answer({ parts }) {
        const user = state.users.find(({ id }) => id === Number(parts.id));
        if (user === undefined) return refused(404, 'Not Found');
        const { isPrivileged, isDisabled } = user;
        const shown = { id: user.id, Name: user.Name, Privileged: isPrivileged ? 1 : 0 };
        return ok(may('AdminUsers') ? { ...shown, Disabled: isDisabled ? '1' : '0' } : shown);
      },
    },
    {
      path: new RegExp(`${root}/tickets`),
      parameters: [...paging, 'query', 'orderby', 'order', 'fields[Queue]', 'fields[Owner]', 'fields[Requestor]'],
      answer({ query }) {
        const fits = condition(query.get('query') ?? '', ['id']);
        if (fits === undefined) return refused(400, 'Unknown field');
        const found = may('ShowTicket')
          ? state.tickets.filter((row) => row.Status !== 'deleted' && row.mergedInto === null && fits(row))
          : [];
        const shown = ordered(found, query).map((row) =>
          pick('ticket', ticketOf(row, { query, users: state.users, seesQueue: may('SeeQueue') }), {
            id: String(row.id),
            query,
          }),
        );
        return paged(shown, query, {});
      },
    },
    {
      path: new RegExp(`${root}/transactions`),
      parameters: [...paging, 'query', 'orderby', 'order', 'fields[Creator]'],
      answer({ query }) {
        const fits = condition(query.get('query') ?? '', ['id', 'ObjectId', 'ObjectType', 'Type']);
        if (fits === undefined) return refused(400, 'Unknown field');
        const isSeen = ({ Type }: TransactionRow) =>
          may('ShowTicket') && (Type !== 'Comment' || may('ShowTicketComments'));
        const shown = ordered(
          state.transactions.filter((row) => fits(row) && isSeen(row)),
          query,
        ).map((row) => pick('transaction', transactionOf(row, query), { id: String(row.id), query }));
        return paged(shown, query, { isCounted: seesAll() });
      },
    },
  ];
  const answer = answerBy(routes);
  const server = await startHelpdeskServer(
    (asked) => {
      if (asked.headers.authorization !== `token ${tracker.token}`) return refused(401, 'Unauthorized');
      if (asked.query.toString().length > longestAddress) return { status: 414, body: '' };
      return answer(asked);
    },
    { now },
  );
  const token = '1-14-0123456789abcdef';
  const settings = { name: 'acme', kind: 'request-tracker' as const, url: `${server.url}/rt`, token };
  // One object, as the server reads what a test sets on it.
  const tracker: FakeRequestTracker = Object.assign(server, state, { settings, token, rights });
  return tracker;
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function refused(status: number, message: string): Answered {
  return { status, body: { message } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function ordered<Row extends { id: number }>(rows: readonly Row[], query: URLSearchParams): Row[] {
  const sorted = rows.toSorted((a, b) => a.id - b.id);
  return query.get('order') === 'DESC' ? sorted.toReversed() : sorted;
}

/** A row as a list gives it: the fields asked for, and which row it is; a user's name stands for its id. */
function pick(
  type: string,
  row: Readonly<Record<string, unknown>>,
  { id, query }: { id: unknown; query: URLSearchParams },
): Record<string, unknown> {
  const fields = query.get('fields')?.split(',') ?? [];
  const picked = fields.map((field) => [field, field in row ? row[field] : '']);
  return { id, type, _url: `${root}/${type}/${String(id)}`, ...Object.fromEntries(picked) };
}

function userOf(user: UserRow, mayAdminister: boolean): Record<string, unknown> {
  return mayAdminister ? user : { ...user, Created: never, LastUpdated: never };
}

function ticketOf(
  ticket: TicketRow,
  { query, users, seesQueue }: { query: URLSearchParams; users: readonly UserRow[]; seesQueue: boolean },
): Record<string, unknown> {
  const asksId = (role: string) => (query.get(`fields[${role}]`) ?? '').split(',').includes('id');
  const shown = (role: string, id: number) => {
    const user = users.find((one) => one.id === id);
    const Organization = role === 'Requestor' ? { Organization: user?.Organization ?? '' } : {};
    return { type: 'user', id: asksId(role) ? id : user?.Name, ...Organization };
  };
  return {
    ...ticket,
    Queue: { type: 'queue', id: '3', Name: seesQueue ? ticket.Queue : '' },
    Owner: shown('Owner', ticket.Owner),
    Requestor: ticket.Requestor.map((id) => shown('Requestor', id)),
  };
}

function transactionOf(row: TransactionRow, query: URLSearchParams): Record<string, unknown> {
  const isAsked = query.get('fields[Creator]') === 'id';
  const Creator = typeof row.Creator === 'number' ? { type: 'user', id: isAsked ? row.Creator : 'name' } : row.Creator;
  return { ...row, ObjectId: String(row.ObjectId), Creator };
}

type Fits = (row: Readonly<Record<string, unknown>>) => boolean;

/** As much of TicketSQL and TransactionSQL as is needed: `a = 'x' AND (b = 1 OR b = 2) AND c > 3`. */
function condition(text: string, fields: readonly string[]): Fits | undefined {
  const all = text.split(' AND ').map((clause) => clause.replace(/^\((.*)\)$/, '$1').split(' OR '));
  const parsed = all.map((any) => any.map((one) => /^(\w+) (=|!=|>) (?:'([^']*)'|(\d+))$/.exec(one)));
  if (parsed.flat().some((match) => match === null || !fields.includes(match[1] ?? ''))) return undefined;
  return (row) =>
    parsed.every((any) =>
      any.some((match) => {
        const [, field = '', operator, word, number] = match ?? [];
        const [held, wanted] = [row[field], word ?? Number(number)];
        if (operator === '>') return Number(held) > Number(wanted);
        return (String(held) === String(wanted)) === (operator === '=');
      }),
    );
}
