import { UpstreamError } from '../../../errors.ts';
import type { News } from '../../../helpdesk.ts';
import { readTickets } from './read-tickets.ts';
import { openStates } from './states.ts';
import type { Tools } from './stream.ts';

/** A ticket as it stands, with all that happened to it; deleted when it is gone. */
export async function readTicket(id: string, tools: Omit<Tools, 'states'>): Promise<News> {
  const { api, clock } = tools;
  const deleted = [{ id, at: Math.floor(clock.now() / 1000) }];
  try {
    const row = await api.ticket(Number(id), tools);
    const news = await readTickets([row], { ...tools, states: await openStates(api, tools) });
    return news.deleted?.length === 0 ? news : { facts: {}, deleted };
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'not-found') return { facts: {}, deleted };
    throw error;
  }
}
