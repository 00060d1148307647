import type { Check } from '../../../helpdesk.ts';
import { examine } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import type { Api } from './api.ts';

/** Asks once for everything a sync needs. */
export async function check({ api, clock }: { api: Api; clock: Clock }): Promise<readonly Check[]> {
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  return await examine({
    service: 'Intercom',
    clock,
    async greet() {
      const { name, headers } = await api.me(call);
      return { who: name ?? 'a teammate', headers };
    },
    rights(now) {
      const search = { since: Math.floor(now / 1000), order: 'ascending', after: null } as const;
      return [
        { name: 'teammates', ask: () => api.admins(call) },
        { name: 'teams', ask: () => api.teams(call) },
        { name: 'contacts', ask: () => api.contacts(search, call) },
        { name: 'conversations', ask: () => api.conversations(search, call) },
        { name: 'calls', ask: () => api.calls(1, call), absent: "this desk's calls come from imports only" },
        {
          name: 'articles',
          ask: () => api.articles(1, call),
          absent: "this desk's article views come from imports only",
        },
      ];
    },
  });
}
