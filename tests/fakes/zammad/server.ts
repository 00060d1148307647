import { zammadSettings, type ZammadSettings } from '../../../src/adapters/helpdesk/zammad/settings.ts';
import {
  answerBy,
  startHelpdeskServer,
  type Answered,
  type HelpdeskServer,
  type Route,
} from '../../helpers/helpdesk-server.ts';
import { openZammadState, states, type ZammadState } from './state.ts';

export interface ZammadOptions {
  /** Its clock, epoch milliseconds. */
  now?: () => number;
  pageSize?: number;
  /** How many rows of a page come again on the next. */
  repeatedRows?: number;
}

/** A Zammad on this machine, below the path `/help`, without a search index. */
export interface FakeZammad extends ZammadState, HelpdeskServer {
  readonly settings: ZammadSettings;
  /** What it takes as the token from now on. */
  token: string;
  /** Of the token's user. */
  roles: string[];
  /** What these paths hold is refused. */
  readonly forbidden: Set<string>;
}

const root = '/help/api/v1';
const paging = ['page', 'per_page'];
const updated = 'condition[ticket.updated_at]';

export async function startZammad(options: ZammadOptions = {}): Promise<FakeZammad> {
  const now = options.now ?? Date.now;
  const state = openZammadState(now);
  const forbidden = new Set<string>();

  function paged(rows: readonly unknown[], query: URLSearchParams, largest: number): Answered {
    const asked = Number(query.get('per_page') ?? Number.NaN);
    if (!(asked >= 1 && asked <= largest)) return refused(422, `per_page must be 1 to ${largest}`);
    const size = Math.min(asked, options.pageSize ?? largest);
    const step = size - (options.repeatedRows ?? 0);
    const from = (Number(query.get('page') ?? 1) - 1) * step;
    // What comes again does so beside what is new.
    return ok(from > 0 && from + (size - step) >= rows.length ? [] : rows.slice(from, from + size));
  }

  const ticketOf = (id: string | undefined) => state.tickets.find((row) => row.id === Number(id));
  const withNames = (query: URLSearchParams) => query.get('expand') === 'true';

  const routes: Route[] = [
    {
      path: new RegExp(`${root}/users/me`),
      parameters: ['expand'],
      answer: ({ query }) => ok(withNames(query) ? { id: 9, roles: zammad.roles } : { id: 9, role_ids: [2] }),
    },
    {
      path: new RegExp(`${root}/ticket_states`),
      parameters: ['expand'],
      answer: ({ query }) =>
        ok(withNames(query) ? states : states.map(({ id, name }) => ({ id, name, state_type_id: 1 }))),
    },
    {
      path: new RegExp(`${root}/users`),
      parameters: [...paging, 'expand'],
      answer({ query }) {
        const rows = withNames(query)
          ? state.users
          : state.users.map((user) => ({ ...user, roles: undefined, organization: undefined }));
        return paged(rows, query, 500);
      },
    },
    {
      path: new RegExp(`${root}/tickets`),
      parameters: paging,
      // Ids in place of names, and the lowest first.
      answer: ({ query }) =>
        paged(
          state.tickets
            .toSorted((a, b) => a.id - b.id)
            .map((row) => ({ ...row, group: undefined, priority: undefined })),
          query,
          100,
        ),
    },
    {
      path: new RegExp(`${root}/tickets/search`),
      parameters: [...paging, 'expand', 'sort_by', 'order_by', `${updated}[operator]`, `${updated}[value]`],
      answer({ query }) {
        if (query.get(`${updated}[operator]`) !== 'after (absolute)' || !withNames(query))
          return refused(422, 'condition');
        if (query.get('sort_by') !== 'updated_at,id' || query.get('order_by') !== 'asc,asc')
          return refused(422, 'order');
        const since = Date.parse(query.get(`${updated}[value]`) ?? '');
        const rows = state.tickets
          .filter(({ updated_at }) => !(Date.parse(updated_at) < since))
          .toSorted((a, b) => (a.updated_at < b.updated_at ? -1 : Number(a.updated_at > b.updated_at)) || a.id - b.id);
        return paged(rows, query, 200);
      },
    },
    {
      path: new RegExp(`${root}/tickets/(?<id>\\d+)`),
      parameters: ['expand'],
      answer: ({ parts }) => ok(ticketOf(parts.id)),
    },
    {
      path: new RegExp(`${root}/ticket_articles/by_ticket/(?<id>\\d+)`),
      parameters: ['expand'],
      answer: ({ parts }) =>
        ok(ticketOf(parts.id) && state.articles.filter(({ ticket_id }) => ticket_id === Number(parts.id))),
    },
    {
      path: new RegExp(`${root}/ticket_history/(?<id>\\d+)`),
      answer({ parts }) {
        const id = Number(parts.id);
        const isOf = (row: (typeof state.entries)[number]) =>
          row.object === 'Ticket' ? row.o_id === id : row.related_o_id === id;
        return ok(ticketOf(parts.id) && { history: state.entries.filter(isOf), assets: {} });
      },
    },
  ];
  const answer = answerBy(routes);
  const server = await startHelpdeskServer(
    (asked) => {
      if (asked.headers.authorization !== `Token token=${zammad.token}`) return refused(401, 'Invalid token');
      if ([...forbidden].some((path) => asked.path.endsWith(path))) return refused(403, 'Not authorized');
      return answer(asked);
    },
    { now },
  );
  const token = 'zammad-token';
  const settings = zammadSettings.parse({ name: 'acme', kind: 'zammad', url: `${server.url}/help`, token });
  // One object, as the server reads what a test sets on it.
  const zammad: FakeZammad = Object.assign(server, state, { settings, token, roles: ['Agent'], forbidden });
  return zammad;
}

/** Nothing is what it does not have. */
function ok(body: unknown): Answered {
  return body === undefined ? refused(404, "Couldn't find Ticket") : { status: 200, body };
}

function refused(status: number, error: string): Answered {
  return { status, body: { error } };
}
