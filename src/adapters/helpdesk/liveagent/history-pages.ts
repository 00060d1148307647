import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { datedPages } from './dated-pages.ts';
import { historyRow, moveRow } from './history.ts';
import { searchDelay } from './last-change.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

/** What tickets went through since the position, all tickets at once. */
export async function* historyPages({ history }: Position, { api, signal }: Tools): AsyncGenerator<Step> {
  const pages = datedPages((from) => api.dated('tickets/history', from, { signal }), {
    since: history.since,
    overlap: searchDelay,
    beginningOf: (row) => historyRow.safeParse(row).data?.date_from,
  });
  for await (const { rows, since } of pages) {
    const unmapped = openUnmapped();
    const { read, skipped } = readRows(rows, { as: moveRow(unmapped), noun: 'history row' });
    yield {
      batch: { facts: { ticket_moves: read }, skipped, unmapped: unmapped.counts() },
      moved: { history: { since } },
    };
  }
}
