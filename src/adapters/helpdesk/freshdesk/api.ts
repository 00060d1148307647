import { z } from 'zod';
import { serverTime } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call, Http } from '../kit/http.ts';
import type { Pace } from '../kit/pace.ts';
import { iso } from './fields.ts';

/** The most that Freshdesk gives at once. */
const pageSize = 100;
/** Before the first account there was. Without an instant only tickets of the last 30 days are listed. */
const earliest = Date.UTC(2010, 0, 1) / 1000;

export interface Page {
  readonly rows: readonly unknown[];
  readonly isLast: boolean;
  /** When it was answered, epoch seconds by Freshdesk's clock. */
  readonly at: number;
}

/** Which tickets a list is of: those that stand, or those thrown away. */
type Shelf = 'standing' | 'deleted' | 'spam';

/** Freshdesk's endpoints that are used here; each asks once. Pages are numbered from 1, instants are epoch seconds. */
export interface Api {
  /** Whose key this is. A `ticket_scope` of 1 sees every ticket. */
  me(call: Call): Promise<{ type: string; ticket_scope: number; headers: Headers }>;
  agents(page: number, call: Call): Promise<Page>;
  /** With the ids of their agents, which only the newer of the two lists has. */
  groups(list: 'admin/groups' | 'groups', page: number, call: Call): Promise<Page>;
  companies(page: number, call: Call): Promise<Page>;
  company(id: number, call: Call): Promise<unknown>;
  /** The field that lists the statuses, the account's own among them. */
  statuses(call: Call): Promise<readonly unknown[]>;
  contacts(list: { since: number; isDeleted: boolean; page: number }, call: Call): Promise<Page>;
  /** By the instant of their last change, the oldest first, from `since` on. */
  tickets(list: { shelf: Shelf; since: number; page: number }, call: Call): Promise<Page>;
  ticket(id: string, call: Call): Promise<unknown>;
  conversations(ticket: number, page: number, call: Call): Promise<Page>;
  /** Of one ticket, or of all. */
  timeEntries(ticket: number | null, page: number, call: Call): Promise<Page>;
  surveys(page: number, call: Call): Promise<Page>;
  /** Given since an instant, whatever changed since. */
  ratings(list: { since: number; page: number }, call: Call): Promise<Page>;
  /** Where the activities of a day (`2026-02-23`) lie ready; undefined when they do not. */
  activitiesAddress(day: string, call: Call): Promise<string | undefined>;
}

const me = z.object({ type: z.string().default('agent'), ticket_scope: z.int() });
const file = z.object({ url: z.string() });
const activitiesExport = z.object({ export: z.unknown() });

/** @param listPace for tickets and contacts, whose lists have a limit of their own */
export function openApi({ http, listPace, clock }: { http: Http; listPace: Pace; clock: Clock }): Api {
  async function list(
    path: string,
    query: Record<string, string | number>,
    options: Call & { pace?: Pace },
  ): Promise<Page> {
    const { body, headers } = await http.get(`/api/v2/${path}`, {
      query: { ...query, per_page: pageSize },
      as: z.array(z.unknown()),
      ...options,
    });
    const hasNext = /rel="?next"?/.test(headers.get('link') ?? '');
    const at = Math.floor((serverTime(headers) ?? clock.now()) / 1000);
    return { rows: body, isLast: body.length === 0 || !hasNext, at };
  }

  return {
    async me(call) {
      const { body, headers } = await http.get('/api/v2/agents/me', { as: me, ...call });
      return { ...body, headers };
    },
    agents: (page, call) => list('agents', { page }, call),
    groups: (path, page, call) => list(path, { page }, call),
    companies: (page, call) => list('companies', { page }, call),
    async company(id, call) {
      return (await http.get(`/api/v2/companies/${id}`, { as: z.unknown(), ...call })).body;
    },
    async statuses(call) {
      const query = { type: 'default_status' };
      return (await http.get('/api/v2/ticket_fields', { query, as: z.array(z.unknown()), ...call })).body;
    },
    contacts({ since, isDeleted, page }, call) {
      const query = { ...(since > 0 && { updated_since: iso(since) }), ...(isDeleted && { state: 'deleted' }), page };
      return list('contacts', query, { ...call, pace: listPace });
    },
    tickets({ shelf, since, page }, call) {
      const query = {
        ...(shelf !== 'standing' && { filter: shelf }),
        updated_since: iso(Math.max(since, earliest)),
        order_by: 'updated_at',
        order_type: 'asc',
        ...(shelf === 'standing' && { include: 'stats' }),
        page,
      };
      return list('tickets', query, { ...call, pace: listPace });
    },
    async ticket(id, call) {
      const path = `/api/v2/tickets/${encodeURIComponent(id)}`;
      return (await http.get(path, { query: { include: 'stats' }, as: z.unknown(), ...call })).body;
    },
    conversations: (ticket, page, call) => list(`tickets/${ticket}/conversations`, { page }, call),
    timeEntries: (ticket, page, call) =>
      list(ticket === null ? 'time_entries' : `tickets/${ticket}/time_entries`, { page }, call),
    surveys: (page, call) => list('surveys', { page }, call),
    ratings: ({ since, page }, call) =>
      list('surveys/satisfaction_ratings', { ...(since > 0 && { created_since: iso(since) }), page }, call),
    async activitiesAddress(day, call) {
      const { body } = await http.get('/api/v2/export/ticket_activities', {
        query: { created_at: day },
        as: activitiesExport,
        ...call,
      });
      // One file as an object in some accounts, in others a list of it.
      const [first] = [body.export].flat();
      return file.safeParse(first).data?.url;
    },
  };
}
