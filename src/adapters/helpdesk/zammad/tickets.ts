import { z } from 'zod';
import type { News } from '../../../helpdesk.ts';
import {
  changedPages,
  defineStream,
  goneNow,
  ifThere,
  inOneUpdate,
  inParallel,
  joinNews,
  notBegun,
  openUnmapped,
  reached,
  readRows,
  type Call,
  type Unmapped,
} from '../kit/index.ts';
import { clocksOf } from './clocks.ts';
import { expanded, list, type Api, type Context } from './context.ts';
import { id, instantMs } from './fields.ts';
import { cameByMerge, foreignArticle, foreignEntry, movesOf, repliesOf, tagsIn } from './history.ts';
import { foreignTicket, toTicket, type ForeignTicket } from './ticket.ts';

/** Each ticket costs two more requests, and a page is what a pull that was stopped reads again. */
const changesPerPage = 50;
/** A change may be stored a little later than its instant says. */
const overlapMs = 10_000;

const dated = z.object({ updated_at: instantMs });
const stamped = z.object({ id, updated_at: instantMs });
const recorded = z.object({ history: list });

/** Older cursors hold the last change alone. */
const lastChange = z
  .strictObject({ since: z.int().min(0) })
  .transform(({ since }) => ({ ...notBegun, since: Math.max(0, since - overlapMs) }));

/** Tickets that changed, each with all that happened to it. */
export const tickets = defineStream({
  name: 'tickets',
  cursor: z.union([reached, lastChange]).default(notBegun),

  async *read(start, context: Context) {
    const { api, signal } = context;
    const stampOf = (row: unknown) => {
      const { data } = stamped.safeParse(row);
      return data && { id: String(data.id), at: data.updated_at };
    };
    const pages = changedPages((from) => askChanged(api, from, { signal }), {
      start,
      stampOf,
      overlap: overlapMs,
      isExact: true,
    });
    for await (const { rows, reached } of pages) yield { ...(await readTickets(rows, context)), cursor: reached };
  },
});

/** Tickets changed at an instant (epoch milliseconds) or later, the one that has not changed for longest first. */
export async function askChanged(api: Api, { since, page }: { since: number; page: number }, call: Call) {
  // A condition is answered from the database; a query would be from the search index, where there is one.
  const changed = 'condition[ticket.updated_at]';
  const query = {
    [`${changed}[operator]`]: 'after (absolute)',
    [`${changed}[value]`]: new Date(since).toISOString(),
    sort_by: 'updated_at,id',
    order_by: 'asc,asc',
    page,
    per_page: changesPerPage,
    ...expanded,
  };
  // An old version passes over a condition that it does not know, and would give every ticket each time.
  const isOld = (row: unknown) => (dated.safeParse(row).data?.updated_at ?? since) < since;
  const as = list.refine((rows) => !rows.some(isOld), 'changes older than asked for: Zammad 6 or newer is needed');
  const { body: rows, at } = await api.get('tickets/search', as, { query, ...call });
  return { rows, isLast: rows.length === 0, at };
}

/** A ticket as it stands, with all that happened to it; deleted when it is gone. */
export async function readTicket(ticket: string, context: Context): Promise<News> {
  const { api, clock, signal } = context;
  const row = await ifThere(api.get(`tickets/${Number(ticket)}`, z.unknown(), { query: expanded, signal }));
  const news = row && (await readTickets([row.body], context));
  return news?.deleted?.length === 0 ? news : goneNow(ticket, clock);
}

/** A page of tickets with all that happened to them; those merged away, or deleted meanwhile, as deleted. */
async function readTickets(rows: readonly unknown[], context: Context): Promise<News> {
  const { read, skipped } = readRows(rows, { as: foreignTicket, noun: 'ticket' });
  const unmapped = openUnmapped();
  const whole = await inParallel(read, async (ticket) => {
    const gone = { facts: {}, deleted: [{ id: String(ticket.id), at: ticket.updated_at }] };
    if (context.states.isGone(ticket.state_id)) return gone;
    return (await ifThere(readWhole(ticket, { ...context, unmapped }))) ?? gone;
  });
  const given = { facts: { tickets: [], ticket_moves: [], replies: [] }, skipped };
  return { ...joinNews([given, ...whole]), unmapped: unmapped.counts() };
}

async function readWhole(ticket: ForeignTicket, context: Context & { unmapped: Unmapped }): Promise<News> {
  const { api, signal } = context;
  const { history } = (await api.get(`ticket_history/${ticket.id}`, recorded, { signal })).body;
  const all = readRows(history, { as: foreignEntry, noun: 'history entry' });
  const written = await api.rows(`ticket_articles/by_ticket/${ticket.id}`, { signal });
  const articles = readRows(written, { as: foreignArticle, noun: 'article' });
  const entries = all.read.filter(({ object, o_id }) => object === 'Ticket' && o_id === ticket.id);
  const own = articles.read.filter(({ id }) => !cameByMerge(id, all.read));
  const replies = repliesOf(ticket.id, own);
  const clocks = clocksOf(ticket, entries);
  return {
    facts: {
      tickets: [toTicket(ticket, tagsIn(entries), context)],
      ticket_moves: inOneUpdate(movesOf(ticket, entries, context), replies),
      replies,
      // Named only where there is one: without service levels of its own, those of the configuration apply.
      ...(clocks.length > 0 && { sla_clocks: clocks }),
    },
    skipped: [...all.skipped, ...articles.skipped],
  };
}
