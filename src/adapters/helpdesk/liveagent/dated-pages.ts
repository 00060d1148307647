import type { CursorPage } from './api.ts';

interface DatedPage {
  readonly rows: readonly unknown[];
  readonly since: number;
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
  let reached = since;
  for (;;) {
    const page: CursorPage = await ask({ since, cursor });
    cursor = page.next;
    for (const row of page.rows) reached = Math.max(reached, beginningOf(row) ?? 0);
    if (cursor === null) {
      yield { rows: page.rows, since: Math.max(0, page.at - overlap) };
      return;
    }
    yield { rows: page.rows, since: reached };
  }
}
