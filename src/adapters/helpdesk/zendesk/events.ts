import { z } from 'zod';
import { defineStream, openUnmapped, readRows, type Call } from '../kit/index.ts';
import { earliest, timePages, type Api } from './api.ts';
import type { Context } from './context.ts';
import { foreignTicketEvent, readUpdates } from './update.ts';

/** Updates of tickets, as moves and replies. Whoever the users' stream ever saw as an agent is one here. */
export const events = defineStream({
  name: 'events',
  cursor: z.strictObject({ since: z.int().min(0) }).default({ since: earliest }),

  async *read(start, { api, staff, signal }: Context) {
    for await (const page of timePages((from) => askEvents(api, from, { signal }), start)) {
      const unmapped = openUnmapped();
      const { read, skipped } = readRows(page.rows, { as: foreignTicketEvent, noun: 'ticket event' });
      const facts = readUpdates(read, { staff, unmapped });
      yield { facts, skipped, unmapped: unmapped.counts(), cursor: { since: page.next } };
    }
  },
});

/** Updates since an instant, with their comments. */
export function askEvents(api: Api, startTime: number, call: Call) {
  const query = { include: 'comment_events' };
  return api.exportedSince('incremental/ticket_events', startTime, { query, ...call });
}
