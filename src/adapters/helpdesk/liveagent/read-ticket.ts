import type { News } from '../../../helpdesk.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { moveRow } from './history.ts';
import { ifThere } from './optional.ts';
import { readTickets } from './read-tickets.ts';
import type { Tools } from './stream.ts';

/** One ticket as it stands now. Gone there, it is deleted here. */
export async function readTicket(id: string, tools: Tools): Promise<News> {
  const { api, clock, signal } = tools;
  const row = await ifThere(api.one('tickets', id, { signal }));
  if (row === undefined) return { facts: {}, deleted: [{ id, at: Math.floor(clock.now() / 1000) }] };
  const news = await readTickets([row], tools);
  if ((news.facts.tickets ?? []).length === 0) return news;
  const unmapped = openUnmapped();
  const history = readRows(await api.history(id, { signal }), { as: moveRow(unmapped), noun: 'history row' });
  return {
    ...news,
    facts: { ...news.facts, ticket_moves: [...(news.facts.ticket_moves ?? []), ...history.read] },
    skipped: [...(news.skipped ?? []), ...history.skipped],
    unmapped: { ...news.unmapped, ...unmapped.counts() },
  };
}
