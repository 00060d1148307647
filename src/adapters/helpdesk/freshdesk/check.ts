import { UpstreamError } from '../../../errors.ts';
import type { Check } from '../../../helpdesk.ts';
import { examine, type Right } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import type { Allowance } from '../kit/rate-limit.ts';
import type { Api } from './api.ts';
import { listGroups } from './groups.ts';

const allTickets = 1;
const dayMs = 86_400_000;

/** Asks once for everything a sync needs: some dozen requests. */
export async function check(options: {
  api: Api;
  clock: Clock;
  allowances: (headers: Headers) => readonly Allowance[];
}): Promise<readonly Check[]> {
  const { api, clock, allowances } = options;
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  let scope = allTickets;
  const seesAll: Right = {
    name: 'all tickets',
    async ask() {
      if (scope === allTickets) return;
      const message =
        'the API key belongs to an agent who sees some tickets only. Give that agent the ticket scope "Global Access".';
      throw new UpstreamError('Freshdesk', message, { reason: 'forbidden' });
    },
  };
  return await examine({
    service: 'Freshdesk',
    clock,
    allowances,
    async greet() {
      const { type, ticket_scope, headers } = await api.me(call);
      scope = ticket_scope;
      return { who: type.replaceAll('_', ' '), headers };
    },
    rights(now) {
      const since = Math.floor(now / 1000) - 60;
      const yesterday = new Date(now - dayMs).toISOString().slice(0, 10);
      return [
        seesAll,
        { name: 'agents', ask: () => api.agents(1, call) },
        { name: 'groups', ask: () => listGroups(api, call) },
        { name: 'contacts', ask: () => api.contacts({ since, isDeleted: false, page: 1 }, call) },
        { name: 'companies', ask: () => api.companies(1, call), absent: 'customers and tickets have no organization' },
        { name: 'tickets', ask: () => api.tickets({ shelf: 'standing', since, page: 1 }, call) },
        { name: 'ticket fields', ask: () => api.statuses(call), absent: "the account's own statuses count as other" },
        { name: 'time entries', ask: () => api.timeEntries(null, 1, call), absent: 'tickets have no handle time' },
        {
          name: 'satisfaction ratings',
          ask: () => api.ratings({ since, page: 1 }, call),
          absent: "this desk's csat comes from imports only",
        },
        {
          name: 'ticket activities',
          ask: () => api.activitiesAddress(yesterday, call),
          absent: 'what happened to tickets before the first sync is known only as far as tickets say themselves',
        },
      ];
    },
  });
}
