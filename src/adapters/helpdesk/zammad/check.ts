import type { Check } from '../../../helpdesk.ts';
import { examine } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import type { Api } from './api.ts';

/** Asks once for everything a sync needs. */
export async function check(options: {
  api: Api;
  clock: Clock;
  agentRoles: readonly string[];
}): Promise<readonly Check[]> {
  const { api, clock, agentRoles } = options;
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  return await examine({
    service: 'Zammad',
    clock,
    async greet() {
      const { roles, headers } = await api.me(call);
      const who = roles.join(' and ');
      if (roles.some((role) => agentRoles.includes(role))) return { who, headers };
      // To anyone else it shows their own tickets only, and refuses nothing.
      const expected = agentRoles.join(' or ');
      const problem = `the token belongs to a ${who}. Take the token of a user whose role is ${expected}, or name that role in agent_roles.`;
      return { who, problem, headers };
    },
    rights: (now) => [
      { name: 'states', ask: () => api.states(call) },
      { name: 'users', ask: () => api.users(1, call) },
      { name: 'changed tickets', ask: () => api.changedTickets({ since: now, page: 1 }, call) },
      { name: 'tickets', ask: () => api.tickets(1, call) },
    ],
  });
}
