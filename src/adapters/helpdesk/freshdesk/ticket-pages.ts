import { changedPages } from '../kit/changed-pages.ts';
import { readRows } from '../kit/rows.ts';
import { lastChange, settling } from './last-change.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';
import { foreignTicket } from './ticket.ts';
import { readTickets } from './ticket-news.ts';

/** Tickets changed since the position, with what belongs to them. */
export async function* ticketPages({ tickets }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, signal } = tools;
  const ask = (from: { since: number; page: number }) => api.tickets({ shelf: 'standing', ...from }, { signal });
  for await (const page of changedPages(ask, { start: tickets, stampOf: lastChange, overlap: settling })) {
    const { read, skipped } = readRows(page.rows, { as: foreignTicket, noun: 'ticket' });
    const news = await readTickets(read, tools);
    yield {
      batch: { ...news, skipped: [...skipped, ...(news.skipped ?? [])] },
      moved: { tickets: page.reached },
    };
  }
}
