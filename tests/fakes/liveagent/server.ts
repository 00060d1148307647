import type { LiveagentSettings } from '../../../src/adapters/helpdesk/liveagent/settings.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type Asked,
  type HelpdeskServer,
  type Route,
} from '../../helpers/helpdesk-server.ts';
import { openLiveagentState, timeText, type LiveagentState, type Row } from './state.ts';

export interface LiveagentOptions {
  /** Its clock, epoch milliseconds. */
  readonly now: () => number;
  /** Rows of a page at most; messages come as many as are asked for. */
  readonly pageSize?: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows?: number;
  /** Of a key: 180 at LiveAgent. */
  readonly requestsPerMinute?: number;
}

/** A LiveAgent account on this machine, in America/Phoenix. */
export interface FakeLiveagent extends LiveagentState, HelpdeskServer {
  readonly settings: LiveagentSettings;
  /** When a key asked too often, epoch milliseconds. */
  readonly refusals: number[];
  /** What it takes as the key of API v3 from now on. */
  key: string;
}

const oldKey = 'v1-key-of-acme';
const minuteMs = 60_000;
const phoenix = -7 * 3600;

const paged = ['_page', '_perPage', '_from', '_to', '_sortDir', '_sortField', '_filters'];
const rolled = ['_perPage', '_sortDir', '_sortField', '_filters', '_cursor'];
/** Columns that hold a time: an answer writes it in the account's zone, unless it is asked for in another. */
const timely = /^(date|last_activity)/;

/** Columns that may be filtered and sorted by, as far as they are used here, with their ways to say "not before". */
const columns: Readonly<Record<string, { asked: string; held: string; operator: string }>> = {
  contacts: { asked: 'datechanged', held: 'date_changed', operator: '>=' },
  tickets: { asked: 'date_changed', held: 'date_changed', operator: 'D>=' },
  history: { asked: 'date_from', held: 'date_from', operator: '>=' },
  calls: { asked: 'dateCreated', held: 'date_created', operator: '>=' },
};

export async function startLiveagent(options: LiveagentOptions): Promise<FakeLiveagent> {
  const {
    now,
    pageSize = Number.POSITIVE_INFINITY,
    repeatedRows = 0,
    requestsPerMinute = Number.POSITIVE_INFINITY,
  } = options;
  const state = openLiveagentState();
  const askedAt = new Map<string, number[]>();
  const refusals: number[] = [];

  function numbered(all: readonly Row[], { query }: Asked): Answered {
    const size = Math.min(Number(query.get('_perPage') ?? 10), pageSize);
    const step = Math.max(1, size - repeatedRows);
    const begin = (Number(query.get('_page') ?? 1) - 1) * step;
    // The page behind the last holds nothing, not what was repeated.
    return ok(begin >= Math.max(1, all.length - repeatedRows) ? [] : all.slice(begin, begin + size));
  }

  function byCursor(all: readonly Row[], { query }: Asked): Answered {
    const size = Math.min(Number(query.get('_perPage') ?? 10), pageSize);
    const cursor = query.get('_cursor');
    const begin = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64url').toString());
    if (!Number.isInteger(begin)) return refused(400, 'unknown cursor');
    const end = Math.min(begin + size, all.length);
    const next = end < all.length ? Math.max(begin + 1, end - repeatedRows) : undefined;
    const headers = next === undefined ? undefined : { next_page_cursor: Buffer.from(`${next}`).toString('base64url') };
    return { ...ok(all.slice(begin, end)), ...(headers && { headers }) };
  }

  /** Rows not before an instant, oldest first. */
  function since(name: keyof typeof columns, rows: readonly Row[], { query }: Asked): readonly Row[] | undefined {
    const column = columns[name];
    const [field, operator, value] = onlyFilter(query) ?? [];
    if (column === undefined || field !== column.asked || operator !== column.operator || value === undefined)
      return undefined;
    if (query.get('_sortField') !== column.asked || query.get('_sortDir') !== 'ASC') return undefined;
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return undefined;
    const stamp = (row: Row) => String(row[column.held]);
    return rows.filter((row) => stamp(row) >= value).toSorted((a, b) => stamp(a).localeCompare(stamp(b)));
  }

  function ofTickets(rows: readonly Row[], { query }: Asked): readonly Row[] | undefined {
    const [field, operator, value] = onlyFilter(query) ?? [];
    if (field !== 'conversationid' || operator !== 'IN' || value === undefined) return undefined;
    return rows.filter((row) => value.split(',').includes(String(row['conversationid'])));
  }

  const v3 = (path: string) => new RegExp(`/api/v3/${path}`);
  const found = (row: Row | undefined) => (row === undefined ? refused(404, 'not found') : ok(row));
  const filtered = (rows: readonly Row[] | undefined, answer: (rows: readonly Row[]) => Answered) =>
    rows === undefined ? refused(400, 'a filter or sort that is not taken') : answer(rows);
  const whole = (path: string, rows: readonly object[]): Route => ({
    path: v3(path),
    parameters: paged,
    answer: (asked) => numbered(rows as readonly Row[], asked),
  });

  const answer = answerBy([
    { path: v3('ping'), answer: () => ok({}) },
    whole('agents', state.agents),
    whole('departments', state.departments),
    whole('tags', state.tags),
    whole('slas', state.levels),
    {
      path: v3('contacts'),
      parameters: paged,
      answer: (asked) => filtered(since('contacts', state.contacts, asked), (rows) => numbered(rows, asked)),
    },
    {
      path: v3('tickets'),
      parameters: paged,
      answer: (asked) => filtered(since('tickets', state.tickets, asked), (rows) => numbered(rows, asked)),
    },
    {
      path: v3('tickets/history'),
      parameters: rolled,
      answer: (asked) => filtered(since('history', state.history, asked), (rows) => byCursor(rows, asked)),
    },
    {
      path: v3('calls'),
      parameters: rolled,
      answer: (asked) => filtered(since('calls', state.calls, asked), (rows) => byCursor(rows, asked)),
    },
    {
      path: v3('grid/tickets/sla'),
      parameters: rolled,
      answer: (asked) => filtered(ofTickets(state.clocks, asked), (rows) => byCursor(rows, asked)),
    },
    {
      path: v3('grid/reports/time'),
      parameters: rolled,
      answer: (asked) => filtered(ofTickets(state.reports, asked), (rows) => byCursor(rows, asked)),
    },
    {
      path: v3('tickets/(?<id>[^/]+)/messages'),
      parameters: [...paged, 'includeQuotedMessages'],
      answer({ parts, query }) {
        const size = Number(query.get('_perPage') ?? 10);
        const begin = (Number(query.get('_page') ?? 1) - 1) * size;
        return ok((state.groups.get(parts['id'] ?? '') ?? []).slice(begin, begin + size));
      },
    },
    {
      path: v3('tickets/(?<id>[^/]+)/history'),
      answer: ({ parts }) => ok(state.history.filter((row) => row['conversation_id'] === parts['id'])),
    },
    {
      path: v3('tickets/(?<id>[^/]+)'),
      answer: ({ parts }) => found(state.tickets.find(({ id }) => id === parts['id'])),
    },
    {
      path: v3('contacts/(?<id>[^/]+)'),
      answer: ({ parts }) => found(state.contacts.find(({ id }) => id === parts['id'])),
    },
    {
      path: v3('companies/(?<id>[^/]+)'),
      answer: ({ parts }) => found(state.companies.find(({ id }) => id === parts['id'])),
    },
    {
      path: /\/api\/reports\/ranking/,
      parameters: ['apikey', 'date_from', 'date_to', 'columns', 'limitfrom', 'limitcount'],
      answer({ query }) {
        const [from, to] = [query.get('date_from') ?? '', query.get('date_to') ?? ''];
        const begin = Number(query.get('limitfrom') ?? 0);
        const size = Math.min(Number(query.get('limitcount') ?? 100), pageSize);
        const rows = state.ratings
          .map((row) => shifted(row, phoenix))
          .filter((row) => String(row['datecreated']) >= from && String(row['datecreated']) <= `${to} 23:59:59`);
        return ok({ response: { status: 'OK', ranks: rows.slice(begin, begin + size) } });
      },
    },
  ]);

  function receive(asked: Asked): Answered {
    const isOld = asked.path.startsWith('/api/reports/');
    const key = isOld ? asked.query.get('apikey') : asked.headers['apikey'];
    if (key !== (isOld ? oldKey : server.key)) return refused(401, 'Invalid API key');
    const recent = (askedAt.get(key) ?? []).filter((at) => at > now() - minuteMs);
    if (recent.length >= requestsPerMinute) {
      refusals.push(now());
      return refused(429, 'Too many requests');
    }
    askedAt.set(key, [...recent, now()]);
    if ([...state.lacking].some((part) => asked.path.endsWith(part))) return refused(403, 'Insufficient privileges');
    const answered = answer(asked);
    const offset = asked.headers['timezone-offset'];
    return isOld || answered.status !== 200
      ? answered
      : { ...answered, body: inZone(answered.body, offset === undefined ? phoenix : Number(offset)) };
  }

  const helpdesk = await startHelpdeskServer(receive, { now });
  const settings = {
    name: 'acme',
    kind: 'liveagent' as const,
    url: helpdesk.url,
    api_key: 'v3-key-of-acme',
    api_key_v1: oldKey,
    timezone: 'America/Phoenix',
    webhook_secret: 'a secret of the rules',
  };
  // One object, as the server reads what a test sets on it.
  const server: FakeLiveagent = Object.assign(helpdesk, state, { settings, refusals, key: settings.api_key });
  return server;
}

function refused(status: number, message: string): Answered {
  return { status, body: { message } };
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function onlyFilter(query: URLSearchParams): string[] | undefined {
  const filters = JSON.parse(query.get('_filters') ?? '[]') as string[][];
  return filters.length === 1 ? filters[0] : undefined;
}

function inZone(body: unknown, offset: number): unknown {
  if (Array.isArray(body)) return body.map((row) => inZone(row, offset));
  return typeof body === 'object' && body !== null ? shifted(body as Row, offset) : body;
}

function shifted(row: Row, offset: number): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (name === 'messages') return [name, inZone(value, offset)];
      const isTime = timely.test(name) && typeof value === 'string' && value.length === 19;
      return [name, isTime ? timeText(Date.parse(`${value.replace(' ', 'T')}Z`) / 1000 + offset) : value];
    }),
  );
}
