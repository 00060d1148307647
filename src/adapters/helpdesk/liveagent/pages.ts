import { z } from 'zod';
import { changedPages, type Reached } from '../kit/index.ts';
import type { Api, CursorPage } from './api.ts';
import { id, instant } from './fields.ts';

/** Seconds: what changes is searched by its change with a delay of minutes, and stored while a page is on its way. */
export const searchDelay = 600;

const changed = z.object({ id, date_changed: instant });

interface Asking {
  readonly api: Api;
  readonly signal: AbortSignal;
}

/** Pages of what changed. */
export function changesOf(name: Parameters<Api['changed']>[0], start: Reached, { api, signal }: Asking) {
  return changedPages((from) => api.changed(name, from, { signal }), {
    start,
    stampOf(row) {
      const { data } = changed.safeParse(row);
      return data && { id: data.id, at: data.date_changed };
    },
    overlap: searchDelay,
  });
}

/** How far something has been read that is found by its beginning, epoch seconds; to be kept in a cursor. */
export const dated = z.strictObject({ since: z.int().min(0) });

interface DatedPage {
  readonly rows: readonly unknown[];
  readonly reached: z.output<typeof dated>;
}

/**
 * Pages of what began since an instant. The service's cursor lasts as long as one pull; another goes on from the last row's
 * beginning.
 * @param overlap seconds that are read again the next time, for rows that change after their beginning or are found late
 */
export async function* datedPages(
  ask: (from: { since: number; cursor: string | null }) => Promise<CursorPage>,
  {
    since,
    overlap,
    beginningOf,
  }: { since: number; overlap: number; beginningOf: (row: unknown) => number | undefined },
): AsyncGenerator<DatedPage> {
  let cursor: string | null = null;
  let last = since;
  do {
    const { rows, next, at }: CursorPage = await ask({ since, cursor });
    for (const row of rows) last = Math.max(last, beginningOf(row) ?? 0);
    cursor = next;
    yield { rows, reached: { since: cursor === null ? Math.max(0, at - overlap) : last } };
  } while (cursor !== null);
}
