import { z } from 'zod';
import type { Answered, Asked, Route } from '../../helpers/helpdesk-server.ts';
import type { Conversation, Found, IntercomState, Row } from './state.ts';

export interface RouteOptions {
  readonly state: IntercomState;
  /** Rows of a page, at most. */
  readonly pageSize: number;
  /** How many rows of a page come again on the next. */
  readonly repeatedRows: number;
  /** The workspace's clock is so many hours ahead of UTC. */
  readonly zoneHours: number;
}

const largestSearchPage = 150;
const largestListPage = 25;
const largestParts = 500;
const day = 86_400;

const search = z.strictObject({
  query: z.strictObject({ field: z.literal('updated_at'), operator: z.literal('>'), value: z.int().min(0) }),
  sort: z.strictObject({ field: z.literal('updated_at'), order: z.enum(['ascending', 'descending']) }),
  pagination: z.strictObject({
    per_page: z.int().min(1).max(largestSearchPage),
    starting_after: z.string().optional(),
  }),
});
const place = z.tuple([z.number(), z.string()]);

export function refused(status: number, code: string): Answered {
  return { status, body: { type: 'error.list', request_id: 'r', errors: [{ code, message: code }] } };
}

/** The endpoints that a reader needs, each refusing what the documentation does not allow. */
export function intercomRoutes(options: RouteOptions): Route[] {
  const { state, zoneHours } = options;

  function show(rows: readonly Row[], id: string | undefined): Answered {
    const row = rows.find((one) => one.id === id);
    return row === undefined ? refused(404, 'not_found') : { status: 200, body: row };
  }

  return [
    { path: /\/me/, answer: () => ok({ type: 'admin', id: '11', name: 'Ana Ray', app: { id_code: 'wk1' } }) },
    { path: /\/admins/, answer: () => ok({ type: 'admin.list', admins: state.admins }) },
    { path: /\/teams/, answer: () => ok({ type: 'team.list', teams: state.teams }) },
    { path: /\/companies\/(?<id>\w+)/, answer: ({ parts }) => show(state.companies, parts.id) },
    {
      method: 'POST',
      path: /\/contacts\/search/,
      // Only the day of the value counts, by the workspace's calendar: what is later begins with the next.
      answer: (asked) =>
        found(asked, {
          ...options,
          resource: 'data',
          rows: state.contacts,
          isLater: (row, value) =>
            row.updated_at >= (Math.floor((value + zoneHours * 3600) / day) + 1) * day - zoneHours * 3600,
        }),
    },
    {
      method: 'POST',
      path: /\/conversations\/search/,
      answer: (asked) =>
        found(asked, {
          ...options,
          resource: 'conversations',
          rows: state.conversations.map(withoutParts),
          isLater: (row, value) => row.updated_at >= value,
        }),
    },
    {
      path: /\/conversations\/(?<id>\w+)/,
      parameters: ['display_as'],
      answer: ({ parts }) => show(state.conversations.map(withParts), parts.id),
    },
    { path: /\/calls/, parameters: ['page', 'per_page'], answer: (asked) => listed(asked, state.calls, options) },
    {
      path: /\/articles/,
      parameters: ['page', 'per_page'],
      answer: (asked) => listed(asked, state.articles.map(withoutStatistics), options),
    },
    { path: /\/articles\/(?<id>\w+)/, answer: ({ parts }) => show(state.articles, parts.id) },
  ];
}

function ok(body: unknown): Answered {
  return { status: 200, body };
}

function withoutParts(conversation: Conversation): Found {
  const { parts: _, ...row } = conversation;
  return { ...row, id: row.id, updated_at: row.updated_at };
}

function withParts({ parts, ...row }: Conversation): Row {
  const list = parts.slice(-largestParts);
  return {
    ...row,
    conversation_parts: { type: 'conversation_part.list', conversation_parts: list, total_count: parts.length },
  };
}

function withoutStatistics(article: Row): Row {
  const { statistics: _, ...row } = article;
  return row;
}

function found(
  { body }: Asked,
  options: RouteOptions & {
    resource: string;
    rows: readonly Found[];
    isLater: (row: Found, value: number) => boolean;
  },
): Answered {
  const asked = search.safeParse(JSON.parse(body));
  if (!asked.success) return refused(400, 'parameter_invalid');
  const { query, sort, pagination } = asked.data;
  const sign = sort.order === 'ascending' ? 1 : -1;
  const rows = options.rows
    .filter((row) => options.isLater(row, query.value))
    .sort((one, other) => sign * compare([one.updated_at, one.id], [other.updated_at, other.id]));
  let left = rows;
  if (pagination.starting_after !== undefined) {
    const from = readPlace(pagination.starting_after);
    if (from === undefined) return refused(400, 'parameter_invalid');
    left = rows.filter((row) => sign * compare([row.updated_at, row.id], from) > 0);
  }
  const page = left.slice(0, Math.min(options.pageSize, pagination.per_page));
  const last = page.at(-1 - Math.min(options.repeatedRows, page.length - 1));
  const hasMore = page.length < left.length && last !== undefined;
  return ok({
    type: 'list',
    [options.resource]: page,
    total_count: rows.length,
    pages: {
      type: 'pages',
      per_page: pagination.per_page,
      ...(hasMore && {
        next: { per_page: pagination.per_page, starting_after: writePlace([last.updated_at, last.id]) },
      }),
    },
  });
}

function compare([one, id]: z.output<typeof place>, [other, otherId]: z.output<typeof place>): number {
  return one - other || (id < otherId ? -1 : Number(id > otherId));
}

function writePlace(at: z.output<typeof place>): string {
  return Buffer.from(JSON.stringify(at)).toString('base64');
}

function readPlace(text: string): z.output<typeof place> | undefined {
  const decoded = Buffer.from(text, 'base64').toString();
  return decoded.startsWith('[') ? place.safeParse(JSON.parse(decoded)).data : undefined;
}

function listed({ query }: Asked, rows: readonly Row[], { pageSize, repeatedRows }: RouteOptions): Answered {
  const [page, perPage] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? largestListPage)];
  if (!(page >= 1) || !(perPage >= 1 && perPage <= largestListPage)) return refused(400, 'parameter_invalid');
  const size = Math.min(pageSize, perPage);
  const step = Math.max(1, size - repeatedRows);
  const pages = rows.length === 0 ? 0 : Math.max(1, Math.ceil((rows.length - size) / step) + 1);
  return ok({
    type: 'list',
    data: rows.slice((page - 1) * step, (page - 1) * step + size),
    total_count: rows.length,
    pages: { type: 'pages', page, per_page: size, total_pages: pages },
  });
}
