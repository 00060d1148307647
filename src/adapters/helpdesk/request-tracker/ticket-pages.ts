import { z } from 'zod';
import { readRows } from '../kit/rows.ts';
import { pagesById } from './envelope.ts';
import { id, instant } from './fields.ts';
import type { Position } from './position.ts';
import { readTickets } from './read-tickets.ts';
import type { Step, Tools } from './stream.ts';

/** Ids are given when a transaction begins, and seen when it ends: one that took longer shows below the last one read. */
const overlap = 50;

type Reading = NonNullable<Position['tickets']>;

const identified = z.object({ id });
const change = z.object({ id, ObjectId: id, Created: instant.pipe(z.int()) });

/** Tickets: at first all of them by id, then those to which something happened since that list was begun. */
export async function* ticketPages(position: Position, tools: Tools): AsyncGenerator<Step> {
  const begun = position.tickets ?? (await begin(tools));
  if (begun.listed !== null) yield* listPages({ ...begun, listed: begun.listed }, tools);
  yield* changePages(position.tickets ?? begun, tools);
}

async function begin({ api, signal }: Tools): Promise<Reading> {
  return { listed: 0, transaction: await api.newestTransaction({ signal }), seen: [] };
}

async function* listPages(start: Reading & { listed: number }, tools: Tools): AsyncGenerator<Step> {
  const { transaction } = start;
  let { seen } = start;
  const ask = (after: number) => tools.api.tickets(`id > ${after}`, { signal: tools.signal });
  for await (const page of pagesById(ask, start.listed)) {
    const { told, transactions } = await readTickets(page.rows, tools);
    seen = lately([...seen, ...transactions], transaction);
    yield { batch: told, moved: { tickets: { listed: page.after, transaction, seen } } };
  }
}

/** What changed, deletions and merges among it: those tickets are no longer to be found. */
async function* changePages(start: Reading, tools: Tools): AsyncGenerator<Step> {
  const { api, signal } = tools;
  let { transaction, seen } = start;
  const ask = (after: number) => api.transactions(`id > ${after}`, { signal });
  for await (const page of pagesById(ask, Math.max(0, transaction - overlap))) {
    const { read, skipped } = readRows(page.rows, { as: change, noun: 'transaction' });
    const fresh = read.filter(({ id }) => !seen.includes(id));
    if (fresh.length === 0) continue;
    const changed = new Map(fresh.map(({ ObjectId, Created }) => [ObjectId, Created]));
    const rows = await ticketsNow([...changed.keys()], tools);
    const { told } = await readTickets(rows, tools);
    const standing = new Set(rows.map((row) => identified.safeParse(row).data?.id));
    const gone = [...changed].filter(([ticket]) => !standing.has(ticket));
    const ids = fresh.map(({ id }) => id);
    transaction = Math.max(transaction, ...ids);
    seen = lately([...seen, ...ids], transaction);
    yield {
      batch: {
        ...told,
        deleted: gone.map(([ticket, at]) => ({ id: String(ticket), at })),
        skipped: [...skipped, ...(told.skipped ?? [])],
      },
      moved: { tickets: { listed: null, transaction, seen } },
    };
  }
}

async function ticketsNow(ids: readonly number[], { api, signal }: Tools): Promise<unknown[]> {
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
