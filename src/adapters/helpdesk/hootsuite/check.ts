import type { Check } from '../../../helpdesk.ts';
import { examine } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import type { Allowance } from '../kit/rate-limit.ts';
import type { Api } from './api.ts';

/** Asks for what a sync needs. */
export async function check(options: {
  api: Api;
  clock: Clock;
  organization: string;
  allowances: (headers: Headers) => readonly Allowance[];
}): Promise<readonly Check[]> {
  const { api, clock, organization, allowances } = options;
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  return await examine({
    service: 'Hootsuite',
    clock,
    allowances,
    async greet() {
      const { headers } = await api.members(call);
      return { who: `an app of the organization ${organization}`, headers };
    },
    rights: () => [{ name: 'teams', ask: () => api.teams(call), absent: 'agents have no team' }],
  });
}
