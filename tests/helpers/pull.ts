import { facts, type Batch, type Facts, type Helpdesk, type Skipped, type Table } from '../../src/helpdesk.ts';
import { collect } from './desk-state.ts';

export function batchesOf(desk: Helpdesk, cursor: string | null = null): Promise<Batch[]> {
  return collect(desk.pull(cursor, new AbortController().signal));
}

/** All a pull gave, batch after batch. */
export interface Pulled {
  readonly rows: Facts;
  readonly skipped: readonly Skipped[];
  readonly unmapped: Readonly<Record<string, number>>;
  readonly cursor: string | undefined;
}

export function gather(batches: readonly Batch[]): Pulled {
  const tables = Object.keys(facts) as Table[];
  const rows = tables.flatMap((table) => {
    const lists = batches.flatMap((batch) => (batch.facts[table] ? [batch.facts[table] as readonly object[]] : []));
    return lists.length > 0 ? [[table, lists.flat()]] : [];
  });
  const unmapped: Record<string, number> = {};
  for (const [value, count] of batches.flatMap((batch) => Object.entries(batch.unmapped ?? {}))) {
    unmapped[value] = (unmapped[value] ?? 0) + count;
  }
  return {
    rows: Object.fromEntries(rows) as Facts,
    skipped: batches.flatMap((batch) => batch.skipped ?? []),
    unmapped,
    cursor: batches.at(-1)?.cursor,
  };
}
