import type { Batch, Helpdesk, Skipped, Table } from '../../helpdesk.ts';
import { countCollisions } from '../../store/facts/collisions.ts';
import { findDesk } from '../../store/facts/desks.ts';
import { keyOf, type Row } from '../../store/facts/ingest.ts';
import type { Reader } from '../../store/store.ts';
import { openKeySet } from './key-set.ts';
import { openTally } from './tally.ts';

/** The rows of a file for one table. */
export interface Counted {
  readonly file: string;
  readonly table: Table;
  rows: number;
  refused: number;
  /** Replaced by later ones with the same id. */
  replaced: number;
  /** Whose id is stored as something else's. */
  colliding: number;
}

/** What files would bring, before anything is stored. */
export interface Examined {
  readonly tally: ReturnType<typeof openTally>;
  /** Remarks, alike or not. */
  readonly remarks: number;
  readonly files: readonly Counted[];
  readonly unmapped: ReadonlyMap<string, number>;
  readonly doubled: ReadonlyMap<Table, ReadonlySet<string>>;
}

/**
 * Read all that a desk of files gives, and store nothing. Ends early when the signal is aborted.
 * @param options `onRows` is told how many rows were read so far
 * @throws UserError for a file that cannot be read
 */
export async function examine(
  helpdesk: Helpdesk,
  { store, signal, onRows }: { store: Reader; signal: AbortSignal; onRows: (rows: number) => void },
): Promise<Examined> {
  const tally = openTally();
  const files = new Map<string, Counted>();
  const unmapped = new Map<string, number>();
  const doubled = new Map<Table, Set<string>>();
  const seen = new Map<Table, ReturnType<typeof openKeySet>>();
  const isKnown = (await findDesk(store, helpdesk.name)) !== undefined;
  let remarks = 0;
  let read = 0;

  for await (const batch of helpdesk.pull(null, signal)) {
    if (signal.aborted) break;
    for (const skipped of batch.skipped ?? []) {
      remarks += 1;
      tally.add(skipped);
    }
    for (const [value, count] of Object.entries(batch.unmapped ?? {})) {
      unmapped.set(value, (unmapped.get(value) ?? 0) + count);
    }
    const counted = batch.file === undefined ? undefined : countedIn(files, batch.file, batch);
    if (!counted) continue;
    const { table } = counted;
    const rows: readonly Row[] = batch.facts[table] ?? [];
    counted.rows += rows.length;
    counted.refused += refusedIn(batch.skipped ?? []);
    const keys = seen.get(table) ?? openKeySet();
    seen.set(table, keys);
    const again = rows.map((row) => keyOf(table, row)).filter((key) => !keys.add(key));
    counted.replaced += again.length;
    const known = doubled.get(table) ?? new Set();
    for (const key of again) known.add(key);
    doubled.set(table, known);
    if (isKnown) counted.colliding += await countCollisions(store, helpdesk.name, { table, rows });
    read += rows.length;
    onRows(read);
  }
  return { tally, remarks, files: [...files.values()], unmapped, doubled };
}

function countedIn(files: Map<string, Counted>, file: string, { facts }: Batch): Counted | undefined {
  const [table] = Object.keys(facts) as Table[];
  if (table === undefined) return undefined;
  const key = `${file}\n${table}`;
  const counted = files.get(key) ?? { file, table, rows: 0, refused: 0, replaced: 0, colliding: 0 };
  files.set(key, counted);
  return counted;
}

function refusedIn(skipped: readonly Skipped[]): number {
  return skipped.filter(({ lost = 'row' }) => lost === 'row').length;
}
