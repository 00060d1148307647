import { z } from 'zod';
import { UpstreamError } from '../../../errors.ts';
import { inParallel } from '../kit/parallel.ts';
import { readRows } from '../kit/rows.ts';
import { id } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** Zammad tells nobody of a deletion: once in so many seconds all tickets that are still there are counted. */
const listEvery = 86_400;
/** Ids that are counted together. */
const blockSize = 200;
/** A ticket that is being created takes its id before it is seen. */
const slack = 60;

const identified = z.object({ id });

/**
 * Tickets deleted since the last list: where there are fewer of a block of ids than there were, each of them is asked for by
 * itself. A ticket that may no longer be read is not taken for deleted.
 */
export async function* deletionPages(position: Position, tools: Tools): AsyncGenerator<Step> {
  yield* listPages(position.deletions, tools);
  yield* suspectPages(position.deletions, tools);
}

async function* listPages(deletions: Position['deletions'], { api, clock, signal }: Tools): AsyncGenerator<Step> {
  const now = Math.floor(clock.now() / 1000);
  const { listedAt, suspects } = deletions;
  const isDue = suspects.length === 0 && (listedAt === null || now - listedAt >= listEvery);
  if (deletions.list === null && !isDue) return;
  const { begunAt, ...begun } = deletions.list ?? { begunAt: now, page: 1, above: 0, counts: [] };
  const counts = [...begun.counts];
  let { page, above } = begun;
  for (let isEnd = false; !isEnd; page += 1) {
    const rows = await api.tickets(page, { signal });
    isEnd = rows.length === 0;
    for (const { id } of readRows(rows, { as: identified, noun: 'ticket' }).read) {
      if (id <= above) continue;
      const block = Math.floor(id / blockSize);
      while (counts.length <= block) counts.push(0);
      counts[block] = (counts[block] ?? 0) + 1;
      above = id;
    }
    const next = isEnd
      ? { listedAt: begunAt, counts, list: null, suspects: fewer(counts, deletions.counts) }
      : { ...deletions, list: { begunAt, page: page + 1, above, counts: [...counts] } };
    yield { batch: { facts: {} }, moved: { deletions: next } };
  }
}

async function* suspectPages(deletions: Position['deletions'], tools: Tools): AsyncGenerator<Step> {
  const at = (deletions.listedAt ?? 0) - slack;
  for (const [index, block] of deletions.suspects.entries()) {
    const ids = Array.from({ length: blockSize }, (_, offset) => block * blockSize + offset).filter((id) => id > 0);
    const gone = await inParallel(ids, async (id) => ((await isGone(id, tools)) ? [{ id: String(id), at }] : []));
    const suspects = deletions.suspects.slice(index + 1);
    yield { batch: { facts: {}, deleted: gone.flat() }, moved: { deletions: { ...deletions, suspects } } };
  }
}

function fewer(counts: readonly number[], before: readonly number[]): number[] {
  return before.flatMap((count, block) => ((counts[block] ?? 0) < count ? [block] : []));
}

async function isGone(ticket: number, { api, signal }: Tools): Promise<boolean> {
  try {
    await api.ticket(ticket, { signal });
    return false;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.reason === 'forbidden') return false;
    if (error.reason === 'not-found') return true;
    throw error;
  }
}
