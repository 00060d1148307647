import { readRows } from '../rows.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';
import { foreignTicket } from './ticket.ts';
import { readTickets } from './ticket-news.ts';
import { walkChanges } from './walk.ts';

/** Tickets changed since the position, with what belongs to them. */
export async function* ticketPages({ tickets }: Position, tools: Tools): AsyncGenerator<Step> {
  const ask = (from: { since: number; page: number }) =>
    tools.api.tickets({ shelf: 'standing', ...from }, { signal: tools.signal });
  for await (const { rows, walk } of walkChanges(ask, tickets)) {
    const { read, skipped } = readRows(rows, { as: foreignTicket, noun: 'ticket' });
    const news = await readTickets(read, tools);
    yield {
      batch: { ...news, skipped: [...skipped, ...(news.skipped ?? [])] },
      moved: { tickets: walk },
    };
  }
}
