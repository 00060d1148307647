import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Call, Http } from '../kit/http.ts';
import type { Pace } from '../kit/pace.ts';
import {
  exportEnvelope,
  listEnvelope,
  timeEnvelope,
  type ExportPage,
  type ListPage,
  type TimePage,
} from './envelope.ts';

/** Exports answer nothing older than their start time; 0 is refused by some of them. */
export const earliest = 1;
const pageSize = 100;
/** What comes with each ticket: its figures, and the events of its SLA metrics. */
const sideloads = 'metric_sets,metric_events';

/** From a cursor, or without one from an instant (epoch seconds, at least a minute ago). */
export type From = { readonly after: string } | { readonly startTime: number };

/** A list's page: of rows created since an instant (epoch seconds), after a cursor. */
export interface ListFrom {
  readonly startTime: number;
  readonly after: string | null;
}

/** Zendesk's endpoints that are used here, as Deskpulse sees them; each asks once and reads one page. */
export interface Api {
  /** Whose credentials these are; the id is null when Zendesk took us for an anonymous visitor. */
  me(call: Call): Promise<{ id: number | null; role: string; headers: Headers }>;
  /** All pages. */
  groups(call: Call): Promise<readonly unknown[]>;
  /** A hundred a request. Those that are gone are missing from the answer. */
  organizations(ids: readonly number[], call: Call): Promise<readonly unknown[]>;
  /** As `organizations`. */
  usersById(ids: readonly number[], call: Call): Promise<readonly unknown[]>;
  users(from: From, call: Call): Promise<ExportPage>;
  /** Tickets with their metric sets, and where Zendesk gives them here their metric events. */
  tickets(from: From, call: Call): Promise<ExportPage>;
  /** As a row of `tickets`; undefined for one that is gone. */
  ticket(id: string, call: Call): Promise<unknown>;
  slaPolicies(call: Call): Promise<readonly unknown[]>;
  /** In no order. */
  schedules(call: Call): Promise<readonly unknown[]>;
  holidays(scheduleId: number, call: Call): Promise<readonly unknown[]>;
  /** All pages of a ticket's updates, oldest first. */
  audits(id: string, call: Call): Promise<readonly unknown[]>;
  /** Updates of tickets since an instant (epoch seconds, at least a minute ago), with their comments. */
  ticketEvents(startTime: number, call: Call): Promise<TimePage>;
  /** Ratings created since an instant, whatever changed since. */
  ratings(from: ListFrom, call: Call): Promise<ListPage>;
  /** Responses to the newer surveys, as `ratings`. */
  surveyResponses(from: ListFrom, call: Call): Promise<ListPage>;
  /** Talk's calls changed since an instant (epoch seconds, at least a minute ago). */
  calls(startTime: number, call: Call): Promise<TimePage>;
}

const me = z.object({ user: z.object({ id: z.int().nullable(), role: z.string() }) });
const ticket = z.object({ ticket: z.unknown() });
const slaPolicies = z.object({ sla_policies: z.array(z.unknown()) });
const schedules = z.object({ schedules: z.array(z.unknown()) });
const holidays = z.object({ holidays: z.array(z.unknown()) });

export function openApi({ http, exportPace }: { http: Http; exportPace: Pace }): Api {
  async function exported(resource: 'users' | 'tickets', from: From, call: Call): Promise<ExportPage> {
    const position = 'after' in from ? { cursor: from.after } : { start_time: from.startTime };
    const { body } = await http.get(`/api/v2/incremental/${resource}/cursor`, {
      query: resource === 'tickets' ? { ...position, include: sideloads } : position,
      as: exportEnvelope(resource, 'after' in from ? from.after : null),
      pace: exportPace,
      ...call,
    });
    return body;
  }

  async function listed(path: string, query: Record<string, string | number>, call: Call): Promise<ListPage> {
    const resource = path.slice(path.lastIndexOf('/') + 1);
    const { body } = await http.get(`/api/v2/${path}`, {
      query: { ...query, 'page[size]': pageSize },
      as: listEnvelope(resource),
      ...call,
    });
    return body;
  }

  async function listedWhole(path: string, call: Call): Promise<readonly unknown[]> {
    const all: unknown[] = [];
    let after: string | null = null;
    do {
      const page: ListPage = await listed(path, after === null ? {} : { 'page[after]': after }, call);
      all.push(...page.rows);
      after = page.after;
    } while (after !== null);
    return all;
  }

  async function shown(resource: 'organizations' | 'users', ids: readonly number[], call: Call) {
    const rows = z.object({ [resource]: z.array(z.unknown()) }).transform((body) => body[resource] ?? []);
    const found: unknown[] = [];
    for (let at = 0; at < ids.length; at += pageSize) {
      const query = { ids: ids.slice(at, at + pageSize).join(',') };
      const { body } = await http.get(`/api/v2/${resource}/show_many`, { query, as: rows, ...call });
      found.push(...body);
    }
    return found;
  }

  return {
    async me(call) {
      const { body, headers } = await http.get('/api/v2/users/me', { as: me, ...call });
      return { ...body.user, headers };
    },
    groups: (call) => listedWhole('groups', call),
    organizations: (ids, call) => shown('organizations', ids, call),
    usersById: (ids, call) => shown('users', ids, call),
    users: (from, call) => exported('users', from, call),
    tickets: (from, call) => exported('tickets', from, call),
    async ticket(id, call) {
      try {
        const query = { include: sideloads };
        const { body } = await http.get(`/api/v2/tickets/${id}`, { query, as: ticket, ...call });
        return body.ticket;
      } catch (error) {
        if (error instanceof UpstreamError && error.reason === 'not-found') return undefined;
        throw error;
      }
    },
    async slaPolicies(call) {
      const { body } = await http.get('/api/v2/slas/policies', { as: slaPolicies, ...call });
      return body.sla_policies;
    },
    async schedules(call) {
      const { body } = await http.get('/api/v2/business_hours/schedules', { as: schedules, ...call });
      return body.schedules;
    },
    async holidays(scheduleId, call) {
      const path = `/api/v2/business_hours/schedules/${scheduleId}/holidays`;
      const { body } = await http.get(path, { as: holidays, ...call });
      return body.holidays;
    },
    audits: (id, call) => listedWhole(`tickets/${id}/audits`, call),
    async ticketEvents(startTime, call) {
      const { body } = await http.get('/api/v2/incremental/ticket_events', {
        query: { start_time: startTime, include: 'comment_events' },
        as: timeEnvelope('ticket_events', startTime),
        pace: exportPace,
        ...call,
      });
      return body;
    },
    ratings({ startTime, after }, call) {
      const query = { start_time: startTime, ...(after === null ? {} : { 'page[after]': after }) };
      return listed('satisfaction_ratings', query, call);
    },
    surveyResponses({ startTime, after }, call) {
      // Milliseconds, unlike everything else.
      const query = {
        'filter[created_at_start]': startTime * 1000,
        ...(after === null ? {} : { 'page[after]': after }),
      };
      return listed('guide/survey_responses', query, call);
    },
    async calls(startTime, call) {
      const { body } = await http.get('/api/v2/channels/voice/stats/incremental/calls', {
        query: { start_time: startTime },
        as: timeEnvelope('calls', startTime),
        pace: exportPace,
        ...call,
      });
      return body;
    },
  };
}
