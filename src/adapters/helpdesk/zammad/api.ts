import { z } from 'zod';
import type { Call, Http } from '../kit/http.ts';
import { moment } from './fields.ts';

/** Each ticket costs two more requests, and a page is what a pull that was stopped reads again. */
const changesPerPage = 50;
const ticketsPerPage = 100;
const usersPerPage = 200;

/** Zammad's endpoints that are used here, as Deskpulse sees them; each asks once. Pages count from 1, and one past the last is empty. */
export interface Api {
  me(call: Call): Promise<{ roles: readonly string[]; headers: Headers }>;
  states(call: Call): Promise<readonly unknown[]>;
  /** By id. */
  users(page: number, call: Call): Promise<readonly unknown[]>;
  /** Tickets changed at an instant (epoch milliseconds) or later, the one that has not changed for longest first. */
  changedTickets(from: { since: number; page: number }, call: Call): Promise<readonly unknown[]>;
  /** By id, whatever changed. */
  tickets(page: number, call: Call): Promise<readonly unknown[]>;
  ticket(id: number, call: Call): Promise<unknown>;
  /** All messages of a ticket. */
  articles(ticket: number, call: Call): Promise<readonly unknown[]>;
  /** Everything that was recorded of a ticket. */
  history(ticket: number, call: Call): Promise<readonly unknown[]>;
}

const list = z.array(z.unknown());
const dated = z.object({ updated_at: moment });
const me = z.object({ roles: z.array(z.string()) });
const history = z.object({ history: list });

/** An old version passes over a condition that it does not know, and would give every ticket each time. */
function changedSince(since: number) {
  const isOld = (row: unknown) => (dated.safeParse(row).data?.updated_at ?? since) < since;
  return list.refine((rows) => !rows.some(isOld), 'changes older than asked for: Zammad 6 or newer is needed');
}

export function openApi(http: Http, root: string): Api {
  async function get<T>(path: string, query: Record<string, string | number>, as: z.ZodType<T>, call: Call) {
    return await http.get(`${root}/api/v1/${path}`, { query, as, ...call });
  }

  async function rows(path: string, query: Record<string, string | number>, call: Call): Promise<readonly unknown[]> {
    return (await get(path, { ...query, expand: 'true' }, list, call)).body;
  }

  return {
    async me(call) {
      const { body, headers } = await get('users/me', { expand: 'true' }, me, call);
      return { ...body, headers };
    },
    states: (call) => rows('ticket_states', {}, call),
    users: (page, call) => rows('users', { page, per_page: usersPerPage }, call),
    async changedTickets({ since, page }, call) {
      // A condition is answered from the database; a query would be from the search index, where there is one.
      const changed = 'condition[ticket.updated_at]';
      const query = {
        [`${changed}[operator]`]: 'after (absolute)',
        [`${changed}[value]`]: new Date(since).toISOString(),
        sort_by: 'updated_at,id',
        order_by: 'asc,asc',
        page,
        per_page: changesPerPage,
      };
      const { body } = await get('tickets/search', { ...query, expand: 'true' }, changedSince(since), call);
      return body;
    },
    tickets: async (page, call) => (await get('tickets', { page, per_page: ticketsPerPage }, list, call)).body,
    ticket: async (id, call) => (await get(`tickets/${id}`, { expand: 'true' }, z.unknown(), call)).body,
    articles: (ticket, call) => rows(`ticket_articles/by_ticket/${ticket}`, {}, call),
    history: async (ticket, call) => (await get(`ticket_history/${ticket}`, {}, history, call)).body.history,
  };
}
