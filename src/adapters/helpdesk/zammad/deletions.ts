import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { defineStream, inParallel, readRows, secondsNow, type Call, type Page } from '../kit/index.ts';
import { expanded, list, type Api, type Context } from './context.ts';
import { id } from './fields.ts';

/** Zammad tells nobody of a deletion: once in so many seconds all tickets that are still there are counted. */
const listEvery = 86_400;
const ticketsPerPage = 100;
/** Ids that are counted together. */
const blockSize = 200;
/** Seconds: a ticket that is being created takes its id before it is seen. */
const tolerance = 60;

const identified = z.object({ id });

const second = z.int().min(0);
const count = z.int().min(0);
const counts = z.array(count);

const cursor = z.strictObject({
  /** When the last list of what is still there was begun, and how many tickets each block of ids held. */
  listedAt: second.nullable(),
  counts,
  /** A list that was begun and not read to its end. */
  list: z.strictObject({ begunAt: second, page: z.int().min(1), above: count, counts }).nullable(),
  /** Blocks that held fewer than before, in which each ticket is still to be asked for. */
  suspects: counts,
});

type Cursor = z.output<typeof cursor>;

/**
 * Tickets deleted since the last list: where there are fewer of a block of ids than there were, each of them is asked for by
 * itself. A ticket that may no longer be read is not taken for deleted.
 */
export const deletions = defineStream({
  name: 'deletions',
  cursor: cursor.default({ listedAt: null, counts: [], list: null, suspects: [] }),

  async *read(before, context: Context) {
    let reached = before;
    for await (const page of listPages(before, context)) {
      reached = page.cursor;
      yield page;
    }
    yield* suspectPages(reached, context);
  },
});

async function* listPages(before: Cursor, { api, clock, signal }: Context): AsyncGenerator<Page<Cursor>> {
  const now = secondsNow(clock);
  const { listedAt, suspects } = before;
  const isDue = suspects.length === 0 && (listedAt === null || now - listedAt >= listEvery);
  if (before.list === null && !isDue) return;
  const { begunAt, ...begun } = before.list ?? { begunAt: now, page: 1, above: 0, counts: [] };
  const counts = [...begun.counts];
  let { page, above } = begun;
  for (let isEnd = false; !isEnd; page += 1) {
    const rows = await askTickets(api, page, { signal });
    isEnd = rows.length === 0;
    for (const { id } of readRows(rows, { as: identified, noun: 'ticket' }).read) {
      if (id <= above) continue;
      const block = Math.floor(id / blockSize);
      while (counts.length <= block) counts.push(0);
      counts[block] = (counts[block] ?? 0) + 1;
      above = id;
    }
    const next = isEnd
      ? { listedAt: begunAt, counts, list: null, suspects: fewer(counts, before.counts) }
      : { ...before, list: { begunAt, page: page + 1, above, counts: [...counts] } };
    yield { facts: {}, cursor: next };
  }
}

async function* suspectPages(before: Cursor, context: Context): AsyncGenerator<Page<Cursor>> {
  const at = (before.listedAt ?? 0) - tolerance;
  for (const [index, block] of before.suspects.entries()) {
    const ids = Array.from({ length: blockSize }, (_, offset) => block * blockSize + offset).filter((id) => id > 0);
    const gone = await inParallel(ids, async (id) => ((await isGone(id, context)) ? [{ id: String(id), at }] : []));
    yield { facts: {}, deleted: gone.flat(), cursor: { ...before, suspects: before.suspects.slice(index + 1) } };
  }
}

/** By id, whatever changed. */
export async function askTickets(api: Api, page: number, call: Call): Promise<readonly unknown[]> {
  return (await api.get('tickets', list, { query: { page, per_page: ticketsPerPage }, ...call })).body;
}

function fewer(counts: readonly number[], before: readonly number[]): number[] {
  return before.flatMap((count, block) => ((counts[block] ?? 0) < count ? [block] : []));
}

async function isGone(ticket: number, { api, signal }: Context): Promise<boolean> {
  try {
    await api.get(`tickets/${ticket}`, z.unknown(), { query: expanded, signal });
    return false;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.reason === 'forbidden') return false;
    if (error.reason === 'not-found') return true;
    throw error;
  }
}
