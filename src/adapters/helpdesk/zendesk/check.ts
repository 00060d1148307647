import type { Check } from '../../../helpdesk.ts';
import { examine } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import type { Api } from './api.ts';

/** Asks once for everything a sync needs; four of these count against the exports' ten a minute. */
export async function check({ api, clock }: { api: Api; clock: Clock }): Promise<readonly Check[]> {
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  return await examine({
    service: 'Zendesk',
    clock,
    async greet() {
      const { id, role, headers } = await api.me(call);
      if (id !== null) return { who: role, headers };
      const problem =
        'taken for an anonymous visitor. Check email and token, and that token access is on in Admin Center.';
      return { who: 'nobody', problem, headers };
    },
    rights(now) {
      const startTime = Math.floor(now / 1000) - 120;
      return [
        { name: 'groups', ask: () => api.groups(call) },
        { name: 'organizations', ask: () => api.organizations([1], call) },
        { name: 'users', ask: () => api.users({ startTime }, call) },
        { name: 'tickets', ask: () => api.tickets({ startTime }, call) },
        { name: 'ticket events', ask: () => api.ticketEvents(startTime, call) },
        {
          name: 'SLA policies',
          ask: () => api.slaPolicies(call),
          absent: "this desk's SLA clocks are worked out from the policies in deskpulse.yaml",
        },
        {
          name: 'schedules',
          ask: () => api.schedules(call),
          absent: "this desk's opening hours are those in deskpulse.yaml",
        },
        {
          name: 'satisfaction ratings',
          ask: () => api.ratings({ startTime, after: null }, call),
          absent: "this desk's csat comes from the newer surveys, or from imports",
        },
        {
          name: 'survey responses',
          ask: () => api.surveyResponses({ startTime, after: null }, call),
          absent: "this desk's csat comes from the satisfaction ratings, or from imports",
        },
        {
          name: 'calls',
          ask: () => api.calls(startTime, call),
          absent: "without Talk, this desk's calls come from imports only",
        },
      ];
    },
  });
}
