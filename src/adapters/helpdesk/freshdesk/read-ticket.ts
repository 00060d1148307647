import { UpstreamError } from '../../../errors.ts';
import type { News } from '../../../helpdesk.ts';
import { readRows } from '../kit/rows.ts';
import { openTools } from './pull.ts';
import type { Tools } from './stream.ts';
import { foreignTicket } from './ticket.ts';
import { readTickets } from './ticket-news.ts';

/** Names are asked for anew after so long: webhooks may name many tickets a minute. */
const keptMs = 300_000;

/** Reads a ticket as it stands now; what is not there, thrown away or spam, went at this moment. */
export function openTicketReader(
  options: Omit<Parameters<typeof openTools>[0], 'signal'>,
): (id: string, signal: AbortSignal) => Promise<News> {
  const { api, clock } = options;
  let kept: { readonly tools: Tools; readonly until: number } | undefined;

  async function toolsNow(): Promise<Tools> {
    if (kept !== undefined && clock.now() < kept.until) return kept.tools;
    // They outlast the ticket they are opened for, and so its signal.
    const tools = await openTools({ ...options, signal: new AbortController().signal }, { isFirst: false });
    kept = { tools, until: clock.now() + keptMs };
    return tools;
  }

  return async (id, signal) => {
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
    const news = await readTickets(read, { ...(await toolsNow()), signal });
    return { ...news, skipped: [...skipped, ...(news.skipped ?? [])] };
  };
}
