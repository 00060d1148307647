import { z } from 'zod';
import type { Page } from './api.ts';
import { id, instant } from './fields.ts';
import type { Walk } from './position.ts';

/** What was changed within these seconds before the last one read may still have been changing then. */
const overlap = 120;

const stamped = z.object({ id, updated_at: instant });

interface Stretch {
  /** Rows not seen in this second before. */
  readonly rows: readonly unknown[];
  readonly walk: Walk;
}

/**
 * What changed from a position on, oldest change first. Not by turning pages, of which there are 300 and no more, and which
 * shift while they are read, as what changes moves to the end: each request begins with the second at which the last one
 * ended. Pages are turned within one second only.
 */
export async function* walkChanges(
  ask: (from: { since: number; page: number }) => Promise<Page>,
  from: Walk,
): AsyncGenerator<Stretch> {
  let walk = from.page > 1 ? from : { since: from.since - overlap, page: 1, done: [] };
  for (;;) {
    const { rows, isLast } = await ask(walk);
    const done = new Set(walk.done);
    const fresh = rows.filter((row) => !done.has(stamped.safeParse(row).data?.id ?? 0));
    walk = nextWalk(walk, rows, isLast);
    yield { rows: fresh, walk };
    if (isLast) return;
  }
}

function nextWalk({ since, page, done }: Walk, rows: readonly unknown[], isLast: boolean): Walk {
  const read = rows.flatMap((row) => stamped.safeParse(row).data ?? []);
  const last = Math.max(since, ...read.map(({ updated_at }) => updated_at));
  if (isLast) return { since: last, page: 1, done: [] };
  const ids = read.filter(({ updated_at }) => updated_at === last).map(({ id }) => id);
  return last > since ? { since: last, page: 1, done: ids } : { since, page: page + 1, done: [...done, ...ids] };
}
