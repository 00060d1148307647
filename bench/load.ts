import { markSynced } from '../src/store/facts/desks.ts';
import { ingestFrom } from '../src/store/facts/ingest.ts';
import type { Store } from '../src/store/store.ts';
import { deskOf, now } from './desk.ts';
import { watchMemory } from './memory.ts';

export interface Load {
  readonly rows: number;
  readonly seconds: number;
  /** Rows a second over the last tenth of the pages, when the tables are largest. */
  readonly rateAtEnd: number;
  /** Bytes resident before the first page, when a tenth of them was in, and at most. */
  readonly memoryIdle: number;
  readonly memoryEarly: number;
  readonly memoryPeak: number;
}

/** Read a desk of so many tickets into a store as the first load of every helpdesk does, and wait until it is complete. */
export async function load(store: Store, { desk, tickets }: { desk: string; tickets: number }): Promise<Load> {
  const source = { name: desk, kind: 'files' };
  const begin = performance.now();
  const marks: { rows: number; at: number; memory: number }[] = [];
  let rows = 0;
  const memoryIdle = process.memoryUsage.rss();
  const memoryPeak = watchMemory();
  for (const batch of deskOf(tickets)) {
    rows += (await ingestFrom(store, source, { from: null, batch, isLoad: true })) ?? 0;
    marks.push({ rows, at: performance.now(), memory: process.memoryUsage.rss() });
  }
  await markSynced(store, { ...source, at: now, isLoad: true });
  const early = Math.floor(marks.length / 10);
  const [first, late, end] = [marks[early], marks.at(-early - 1), marks.at(-1)];
  if (!first || !late || !end) throw new RangeError('a desk has at least one page');
  return {
    rows,
    seconds: (performance.now() - begin) / 1000,
    rateAtEnd: (1000 * (end.rows - late.rows)) / (end.at - late.at),
    memoryIdle,
    memoryEarly: first.memory,
    memoryPeak: memoryPeak(),
  };
}
