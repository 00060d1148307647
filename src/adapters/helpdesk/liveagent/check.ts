import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import type { Examination } from '../kit/checks.ts';
import type { Call } from '../kit/http.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';
import { dayText } from './ratings.ts';

/** Asks once for everything a sync needs. */
export function examination(
  api: Api,
  { call, hasRatings }: { call: Call; hasRatings: boolean },
): Omit<Examination, 'service' | 'clock'> {
  return {
    async greet() {
      const { headers } = await api.ping(call);
      await isRefused(() => api.list('agents', 1, call));
      return { who: 'an API key', headers };
    },
    rights(now) {
      const since = Math.floor(now / 1000) - 60;
      const nobody = { tickets: ['none'], cursor: null };
      return [
        { name: 'agents', ask: () => api.list('agents', 1, call) },
        { name: 'departments', ask: () => api.list('departments', 1, call) },
        { name: 'tags', ask: () => api.list('tags', 1, call) },
        { name: 'contacts', ask: () => api.changed('contacts', { since, page: 1 }, call) },
        { name: 'tickets', ask: () => api.changed('tickets', { since, page: 1 }, call) },
        { name: 'messages', ask: () => anyMessages(api, call) },
        { name: 'ticket history', ask: () => api.dated('tickets/history', { since, cursor: null }, call) },
        {
          name: 'service levels',
          ask: () => api.list('slas', 1, call),
          absent: "this desk's SLA clocks are worked out here",
        },
        {
          name: 'SLA log',
          ask: () => api.ofTickets('grid/tickets/sla', nobody, call),
          absent: "this desk's SLA clocks are worked out here",
        },
        {
          name: 'time reports',
          ask: () => api.ofTickets('grid/reports/time', nobody, call),
          absent: 'handle time is that of calls alone',
        },
        {
          name: 'calls',
          ask: () => api.dated('calls', { since, cursor: null }, call),
          absent: "this desk's calls come from imports only",
        },
        ...(hasRatings
          ? [
              {
                name: 'ratings (API v1)',
                ask: () => api.ratings({ from: dayText(since), to: dayText(since), offset: 0 }, call),
                absent: "this desk's csat comes from imports only",
              },
            ]
          : []),
      ];
    },
  };
}

/** Those of the oldest ticket, if there is one. */
async function anyMessages(api: Api, call: Call): Promise<void> {
  const { rows } = await api.changed('tickets', { since: 0, page: 1 }, call);
  const { data } = z.object({ id }).safeParse(rows[0]);
  if (data !== undefined) await api.messages(data.id, 1, call);
}

/** Only whether the key is accepted: what it may read is asked one by one. */
async function isRefused(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof UpstreamError && error.reason === 'forbidden')) throw error;
  }
}
