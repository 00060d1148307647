import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { timePages } from './export-pages.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';
import { foreignTicketEvent } from './ticket-event.ts';
import { eventsOf } from './update.ts';

/** Updates of tickets since the position, as moves and replies. Whoever the users' stream ever saw as an agent is one here. */
export async function* eventPages({ events }: Position, { api, staff, signal }: Tools): AsyncGenerator<Step> {
  for await (const page of timePages((from) => api.ticketEvents(from, { signal }), events)) {
    const unmapped = openUnmapped();
    const { read, skipped } = readRows(page.rows, { as: foreignTicketEvent, noun: 'ticket event' });
    const told = read.map((update) => eventsOf(update, { staff, unmapped }));
    yield {
      batch: {
        facts: {
          ticket_moves: told.flatMap(({ ticket_moves }) => ticket_moves),
          replies: told.flatMap(({ replies }) => replies),
        },
        skipped,
        unmapped: unmapped.counts(),
      },
      moved: { events: { since: page.next } },
    };
  }
}
