import { UpstreamError } from '../../../errors.ts';
import type { Check } from '../../../helpdesk.ts';
import { examine } from '../kit/checks.ts';
import type { Clock } from '../kit/clock.ts';
import type { Call } from '../kit/http.ts';
import { readRows } from '../kit/rows.ts';
import type { Api } from './api.ts';
import { foreignUser } from './user.ts';

/** Asks once for everything a sync needs. */
export async function check({
  api,
  clock,
  service,
}: {
  api: Api;
  clock: Clock;
  service: string;
}): Promise<readonly Check[]> {
  const call: Call = { signal: new AbortController().signal, tries: 1 };
  return await examine({
    service: 'Request Tracker',
    clock,
    async greet() {
      const { version, headers } = await api.version(call);
      return { who: `a user of Request Tracker ${version}`, headers };
    },
    rights: () => [
      { name: 'agents', ask: () => api.privileged(call) },
      {
        name: 'users',
        async ask() {
          const { rows } = await api.users({ orderBy: 'id', page: 1 }, call);
          const [hidden] = readRows(rows, { as: foreignUser, noun: 'user' }).skipped;
          // Whoever lacks the right is shown the users without most of what they are.
          if (hidden !== undefined) {
            throw new UpstreamError(service, `${hidden.place}: ${hidden.reason}.`, { reason: 'forbidden' });
          }
        },
      },
      { name: 'tickets', ask: () => api.tickets('id > 0', call) },
      { name: 'transactions', ask: () => api.newestTransaction(call) },
    ],
  });
}
