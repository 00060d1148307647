import { z } from 'zod';
import type { News } from '../../../helpdesk.ts';
import { defineStream, goneNow, joinNews, openUnmapped, readRows, type Clock, type Page } from '../kit/index.ts';
import { clocksOf } from './clocks.ts';
import { pagesById, type Context } from './context.ts';
import { eventsOf, foreignTransaction } from './events.ts';
import { id, instant } from './fields.ts';
import { foreignTicket, requestorsOf, toTicket } from './ticket.ts';

/** Ids are given when a transaction begins, and seen when it ends: one that took longer shows below the last one read. */
const overlap = 50;

const number = z.int().min(0);

const cursor = z.strictObject({
  /** The last ticket of the first list that was read; null once it was read to its end. */
  listed: number.nullable(),
  /** The last transaction that was read, and those read of the last few ids before it. */
  transaction: number,
  seen: z.array(number),
});

type Cursor = z.output<typeof cursor>;
type Reading = Omit<Context, 'privileged'>;

const identified = z.object({ id });
const change = z.object({ id, ObjectId: id, Created: instant.pipe(z.int()) });

/** Tickets: at first all of them by id, then those to which something happened since that list was begun. */
export const tickets = defineStream({
  name: 'tickets',
  // Null before the first list was begun.
  cursor: cursor.nullable().default(null),

  async *read(before, context: Context) {
    let reached = before ?? (await begin(context));
    if (reached.listed !== null) {
      for await (const page of listPages({ ...reached, listed: reached.listed }, context)) {
        reached = page.cursor;
        yield page;
      }
    }
    yield* changePages(reached, context);
  },
});

async function begin({ api, signal }: Context): Promise<Cursor> {
  return { listed: 0, transaction: await api.newestTransaction({ signal }), seen: [] };
}

async function* listPages(start: Cursor & { listed: number }, context: Context): AsyncGenerator<Page<Cursor>> {
  const { api, signal } = context;
  const { transaction } = start;
  let { seen } = start;
  for await (const { rows, after } of pagesById((id) => api.tickets(`id > ${id}`, { signal }), start.listed)) {
    const { news, transactions } = await readTickets(rows, context);
    seen = lately([...seen, ...transactions], transaction);
    yield { ...news, cursor: { listed: after, transaction, seen } };
  }
}

/** What changed, deletions and merges among it: those tickets are no longer to be found. */
async function* changePages(start: Cursor, context: Context): AsyncGenerator<Page<Cursor>> {
  const { api, signal } = context;
  let { transaction, seen } = start;
  const ask = (after: number) => api.transactions(`id > ${after}`, { signal });
  for await (const page of pagesById(ask, Math.max(0, transaction - overlap))) {
    const { read, skipped } = readRows(page.rows, { as: change, noun: 'transaction' });
    const fresh = read.filter(({ id }) => !seen.includes(id));
    if (fresh.length === 0) continue;
    const changed = new Map(fresh.map(({ ObjectId, Created }) => [ObjectId, Created]));
    const rows = await ticketsNow([...changed.keys()], context);
    const { news } = await readTickets(rows, context);
    const standing = new Set(rows.map((row) => identified.safeParse(row).data?.id));
    const gone = [...changed].filter(([ticket]) => !standing.has(ticket));
    const ids = fresh.map(({ id }) => id);
    transaction = Math.max(transaction, ...ids);
    seen = lately([...seen, ...ids], transaction);
    yield {
      ...joinNews([{ facts: {}, skipped }, news]),
      deleted: gone.map(([ticket, at]) => ({ id: String(ticket), at })),
      cursor: { listed: null, transaction, seen },
    };
  }
}

async function ticketsNow(ids: readonly number[], { api, signal }: Context): Promise<unknown[]> {
  const rows: unknown[] = [];
  const these = ids.map((id) => `id = ${id}`).join(' OR ');
  const ask = (after: number) => api.tickets(`(${these}) AND id > ${after}`, { signal });
  for await (const page of pagesById(ask, 0)) rows.push(...page.rows);
  return rows;
}

/** Those of the transactions read that a pull from the last one on asks for once more. */
function lately(read: readonly number[], last: number): number[] {
  return [...new Set(read)].filter((id) => id > last - overlap && id <= last);
}

/** A ticket as it stands, with all that happened to it; deleted when it is not to be found. */
export async function readTicket(ticket: string, context: Reading & { clock: Clock }): Promise<News> {
  const { api, staff, clock, signal } = context;
  const { rows } = await api.tickets(`id = ${Number(ticket)}`, { signal });
  if (rows.length === 0) return goneNow(ticket, clock);
  for (const agent of await api.privileged({ signal })) staff.add(agent);
  return (await readTickets(rows, context)).news;
}

/** A page of tickets with all that ever happened to them. @returns also the ids of the transactions that were read */
async function readTickets(
  rows: readonly unknown[],
  context: Reading,
): Promise<{ news: News; transactions: readonly number[] }> {
  const { staff, address } = context;
  const { read, skipped } = readRows(rows, { as: foreignTicket, noun: 'ticket' });
  const history = await historyOf(
    read.map(({ id }) => id),
    context,
  );
  const unmapped = openUnmapped();
  const whole = read.map((ticket): News => {
    const transactions = history.read.filter(({ ObjectId }) => ObjectId === ticket.id);
    const requestors = new Set(requestorsOf(ticket).map(({ id }) => id));
    const { moves, replies } = eventsOf(ticket, transactions, { staff, requestors, unmapped });
    const clocks = clocksOf(ticket, transactions, { staff, requestors });
    return {
      facts: {
        tickets: [toTicket(ticket, { staff, address, unmapped })],
        ticket_moves: moves,
        replies,
        // Named only where there is one: without service levels of its own, those of the configuration apply.
        ...(clocks.length > 0 && { sla_clocks: clocks }),
      },
    };
  });
  const given = { facts: { tickets: [], ticket_moves: [], replies: [] }, skipped: [...skipped, ...history.skipped] };
  return {
    news: { ...joinNews([given, ...whole]), unmapped: unmapped.counts() },
    transactions: history.read.map(({ id }) => id),
  };
}

async function historyOf(ids: readonly number[], { api, signal }: Pick<Context, 'api' | 'signal'>) {
  const these = ids.map((id) => `ObjectId = ${id}`).join(' OR ');
  const rows: unknown[] = [];
  if (ids.length > 0) {
    const ask = (after: number) => api.transactions(`(${these}) AND id > ${after}`, { signal });
    for await (const page of pagesById(ask, 0)) rows.push(...page.rows);
  }
  return readRows(rows, { as: foreignTransaction, noun: 'transaction' });
}
