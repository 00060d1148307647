import type { Facts, News } from '../../../helpdesk.ts';
import { UpstreamError } from '../../../errors.ts';
import { inOneUpdate } from '../kit/one-update.ts';
import { inParallel } from '../kit/parallel.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped, type Unmapped } from '../kit/unmapped.ts';
import { foreignArticle, repliesOf } from './article.ts';
import { clocksOf } from './clocks.ts';
import { cameByMerge, foreignEntry } from './entry.ts';
import { movesOf } from './moves.ts';
import type { Tools } from './stream.ts';
import { foreignTicket, toTicket, type ForeignTicket } from './ticket.ts';

/** A page of tickets with all that happened to them; those merged away, or deleted meanwhile, as deleted. */
export async function readTickets(rows: readonly unknown[], tools: Tools): Promise<News> {
  const { read, skipped } = readRows(rows, { as: foreignTicket, noun: 'ticket' });
  const unmapped = openUnmapped();
  const standing = read.filter(({ state_id }) => !tools.states.isGone(state_id));
  const whole = await inParallel(standing, (ticket) => readWhole(ticket, { ...tools, unmapped }));
  const told = whole.filter((ticket) => ticket !== undefined);
  const present = new Set(told.map(({ id }) => id));
  const clocks = told.flatMap((ticket) => ticket.clocks);
  const facts: Facts = {
    tickets: told.map(({ ticket }) => ticket),
    ticket_moves: told.flatMap(({ moves }) => moves),
    replies: told.flatMap(({ replies }) => replies),
  };
  return {
    // Named only where there is one: without service levels of its own, those of the configuration apply.
    facts: clocks.length === 0 ? facts : { ...facts, sla_clocks: clocks },
    deleted: read
      .filter(({ id }) => !present.has(id))
      .map(({ id, updated_at }) => ({ id: String(id), at: updated_at })),
    skipped: [...skipped, ...told.flatMap((ticket) => ticket.skipped)],
    unmapped: unmapped.counts(),
  };
}

/** Undefined when the ticket was deleted since it was listed. */
async function readWhole(ticket: ForeignTicket, tools: Tools & { unmapped: Unmapped }) {
  const { api, signal } = tools;
  try {
    const history = readRows(await api.history(ticket.id, { signal }), { as: foreignEntry, noun: 'history entry' });
    const articles = readRows(await api.articles(ticket.id, { signal }), { as: foreignArticle, noun: 'article' });
    const entries = history.read.filter(({ object, o_id }) => object === 'Ticket' && o_id === ticket.id);
    const own = articles.read.filter(({ id }) => !cameByMerge(id, history.read));
    const replies = repliesOf(ticket.id, own);
    return {
      id: ticket.id,
      ticket: toTicket(ticket, entries, tools),
      moves: inOneUpdate(movesOf(ticket, entries, tools), replies),
      replies,
      clocks: clocksOf(ticket, entries),
      skipped: [...history.skipped, ...articles.skipped],
    };
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'not-found') return undefined;
    throw error;
  }
}
