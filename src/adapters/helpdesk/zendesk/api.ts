import { z } from 'zod';
import type { Http } from '../http.ts';
import type { Pace } from '../pace.ts';
import { exportEnvelope, listEnvelope, type ExportPage, type ListPage } from './envelope.ts';

/** Exports answer nothing older than their start time; 0 is refused by some of them. */
export const earliest = 1;
const pageSize = 100;

export interface Call {
  readonly signal: AbortSignal;
  readonly tries?: number;
}

/** From a cursor, or without one from an instant (epoch seconds, at least a minute ago). */
export type From = { readonly after: string } | { readonly startTime: number };

/** Zendesk's endpoints that are used here, as Deskpulse sees them; each asks once and reads one page. */
export interface Api {
  /** Whose credentials these are; the id is null when Zendesk took us for an anonymous visitor. */
  me(call: Call): Promise<{ id: number | null; role: string; headers: Headers }>;
  /** All pages. */
  groups(call: Call): Promise<readonly unknown[]>;
  /** At most 100 ids. Those that are gone are missing from the answer. */
  organizations(ids: readonly number[], call: Call): Promise<readonly unknown[]>;
  users(from: From, call: Call): Promise<ExportPage>;
  /** Tickets with their metric sets. */
  tickets(from: From, call: Call): Promise<ExportPage>;
  /** Ratings created since an instant (epoch seconds), whatever changed since. */
  ratings(from: { startTime: number; after: string | null }, call: Call): Promise<ListPage>;
}

const me = z.object({ user: z.object({ id: z.int().nullable(), role: z.string() }) });
const organizations = z.object({ organizations: z.array(z.unknown()) });

export function openApi({ http, exportPace }: { http: Http; exportPace: Pace }): Api {
  async function exported(resource: 'users' | 'tickets', from: From, call: Call): Promise<ExportPage> {
    const position = 'after' in from ? { cursor: from.after } : { start_time: from.startTime };
    const { body } = await http.get(`/api/v2/incremental/${resource}/cursor.json`, {
      query: resource === 'tickets' ? { ...position, include: 'metric_sets' } : position,
      as: exportEnvelope(resource, 'after' in from ? from.after : null),
      pace: exportPace,
      ...call,
    });
    return body;
  }

  async function listed(resource: string, query: Record<string, string | number>, call: Call): Promise<ListPage> {
    const { body } = await http.get(`/api/v2/${resource}.json`, {
      query: { ...query, 'page[size]': pageSize },
      as: listEnvelope(resource),
      ...call,
    });
    return body;
  }

  return {
    async me(call) {
      const { body, headers } = await http.get('/api/v2/users/me.json', { as: me, ...call });
      return { ...body.user, headers };
    },
    async groups(call) {
      const all: unknown[] = [];
      let after: string | null = null;
      do {
        const page: ListPage = await listed('groups', after === null ? {} : { 'page[after]': after }, call);
        all.push(...page.rows);
        after = page.after;
      } while (after !== null);
      return all;
    },
    async organizations(ids, call) {
      const query = { ids: ids.join(',') };
      const { body } = await http.get('/api/v2/organizations/show_many.json', { query, as: organizations, ...call });
      return body.organizations;
    },
    users: (from, call) => exported('users', from, call),
    tickets: (from, call) => exported('tickets', from, call),
    ratings({ startTime, after }, call) {
      const query = { start_time: startTime, ...(after === null ? {} : { 'page[after]': after }) };
      return listed('satisfaction_ratings', query, call);
    },
  };
}
