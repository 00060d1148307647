import { z } from 'zod';
import type { Page } from './api.ts';
import { id, instant } from './fields.ts';
import type { Position } from './position.ts';

/** What is searched with a delay of minutes, and what is stored while a page is on its way, is looked for again. */
export const overlapSeconds = 600;
/** So many rows that were read of the overlap are remembered at most; others are read again, which changes nothing. */
const mostRemembered = 2000;

type Reached = Position['tickets'];

interface ChangedPage {
  readonly rows: readonly unknown[];
  readonly reached: Reached;
}

/**
 * Pages of what changed, each row once as far as that can be told. A row that changes meanwhile moves to the end, and all
 * others up by one: therefore pages are not counted, but each begins with the second in which the last one ended. They are
 * counted only while that second fills whole pages.
 */
export async function* changedPages(
  ask: (from: { since: number; page: number }) => Promise<Page>,
  { start, column }: { start: Reached; column: string },
): AsyncGenerator<ChangedPage> {
  const stamp = z
    .looseObject({ id })
    .transform((row) => ({ id: row.id, at: row[column] }))
    .pipe(z.object({ id, at: instant }));
  let { since, page } = start;
  let seen = start.seen;
  for (;;) {
    const { rows, at: now } = await ask({ since, page });
    const stamped = rows.map((row) => ({ row, stamp: stamp.safeParse(row).data }));
    const fresh = stamped.filter(({ stamp }) => stamp === undefined || !seen.includes(keyOf(stamp)));
    const last = Math.max(since, ...stamped.map(({ stamp }) => stamp?.at ?? 0));
    const isEnd = rows.length === 0;
    page = isEnd || last > since ? 1 : page + 1;
    since = isEnd ? Math.max(0, now - overlapSeconds) : last;
    // One that changed in this very second may do so again within it, and look the same.
    const settled = fresh.flatMap(({ stamp }) => (stamp && stamp.at < now - 1 ? keyOf(stamp) : []));
    const oldest = Math.min(since, now - overlapSeconds);
    seen = [...seen, ...settled].filter((key) => Number.parseInt(key, 10) >= oldest).slice(-mostRemembered);
    if (isEnd || fresh.length > 0) yield { rows: fresh.map(({ row }) => row), reached: { since, page, seen } };
    if (isEnd) return;
  }
}

function keyOf({ id, at }: { id: string; at: number }): string {
  return `${at} ${id}`;
}
