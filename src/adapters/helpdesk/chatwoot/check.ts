import type { Check } from '../../../helpdesk.ts';
import { examine } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import type { Api } from './api.ts';

/** Asks once for everything a sync needs. */
export async function check({
  api,
  clock,
  account,
}: {
  api: Api;
  clock: Clock;
  account: number;
}): Promise<readonly Check[]> {
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  return await examine({
    service: 'Chatwoot',
    clock,
    async greet() {
      const { role, headers } = await api.profile(call);
      if (role === 'administrator') return { who: role, headers };
      const problem =
        role === null
          ? `the token's user does not belong to account ${account}. Check both.`
          : `the token's user is an ${role} of account ${account}, who sees some of the inboxes only. Use an administrator's token.`;
      return { who: role ?? 'nobody', problem, headers };
    },
    rights(now) {
      const until = Math.floor(now / 1000);
      return [
        { name: 'agents', ask: () => api.agents(call) },
        { name: 'teams', ask: () => api.teams(call) },
        { name: 'contacts', ask: () => api.contacts(1, call) },
        { name: 'conversations', ask: () => api.conversations(1, call) },
        {
          name: 'satisfaction ratings',
          ask: () => api.ratings({ since: until - 60, until, page: 1 }, call),
          absent: "this desk's csat comes from imports only",
        },
      ];
    },
  });
}
