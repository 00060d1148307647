import { UpstreamError } from '../../../errors.ts';
import type { News } from '../../../helpdesk.ts';
import { readRows } from '../rows.ts';
import { openTools } from './pull.ts';
import { foreignTicket } from './ticket.ts';
import { readTickets } from './ticket-news.ts';

/** A ticket as it stands now; what is not there, thrown away or spam, went at this moment. */
export async function readTicket(id: string, options: Parameters<typeof openTools>[0]): Promise<News> {
  const { api, clock, signal } = options;
  const gone = { facts: {}, deleted: [{ id, at: Math.floor(clock.now() / 1000) }] };
  let row;
  try {
    row = await api.ticket(id, { signal });
  } catch (error) {
    if (!(error instanceof UpstreamError && error.reason === 'not-found')) throw error;
    return gone;
  }
  const { read, skipped } = readRows([row], { as: foreignTicket, noun: 'ticket' });
  if (read.some(({ deleted, spam }) => deleted === true || spam === true)) return gone;
  const news = await readTickets(read, await openTools(options, { isFirst: false }));
  return { ...news, skipped: [...skipped, ...(news.skipped ?? [])] };
}
