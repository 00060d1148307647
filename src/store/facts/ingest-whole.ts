import type { Batch, Source, Table } from '../../helpdesk.ts';
import type { Store, Transaction } from '../store.ts';
import {
  completeSpans,
  isAsNew,
  keyOf,
  noteDesk,
  noteSources,
  putStaged,
  sourcesOf,
  type Desk,
  type Row,
} from './ingest.ts';
import { ticketsIn, workOutFigures } from './ticket-figures.ts';

/** Tickets whose figures are worked out at once. */
const ticketsAtOnce = 5000;
/** Rows beyond which what was staged takes so much memory until it is committed that the rest is done after it. */
const mostAtOnce = 200_000;

/** Keys, by table, of rows of which there are several: the others need not be remembered. */
export type Doubled = ReadonlyMap<Table, ReadonlySet<string>>;

/**
 * Store all that batches bring in one transaction, and the desk with it as read to its end: nothing is seen of it before, and
 * when it fails, or `batches` throws, nothing has changed. Of rows that share a key the newest stands, among equals the last. A
 * table's batches stand next to each other. Other writers wait meanwhile.
 * @param load `doubled`: keys that more than one row has; `at` in epoch seconds
 * @returns how many rows were written
 */
export async function ingestWhole(
  store: Store,
  desk: Desk,
  { batches, doubled, at }: { batches: AsyncIterable<Batch>; doubled: Doubled; at: number },
): Promise<number> {
  const rows = await store.transaction(async (tx) => {
    await noteDesk(tx, desk);
    const sources = new Set<Source>();
    const tickets = new Set<string>();
    let written = 0;
    let open: Table | undefined;
    let held = new Map<string, Row>();
    const close = async () => {
      if (open === undefined) return;
      await tx.stageMore(
        open,
        [...held.values()].map((row) => ({ ...row, desk: desk.name })),
      );
      written += await putStaged(tx, desk.name, open);
      // It may be large, and another table is next.
      await tx.stage(open, []);
      [open, held] = [undefined, new Map()];
    };
    for await (const batch of batches) {
      for (const source of sourcesOf(batch)) sources.add(source);
      for (const ticket of ticketsIn(batch)) tickets.add(ticket);
      for (const [table, rows] of tablesIn(batch)) {
        if (table !== open) {
          await close();
          await tx.stage(table, []);
          open = table;
        }
        await tx.stageMore(
          table,
          [...single(rows, { table, held, doubled: doubled.get(table) })].map((row) => ({ ...row, desk: desk.name })),
        );
      }
    }
    await close();
    await noteSources(tx, desk.name, [...sources]);
    await workOutAll(tx, desk.name, [...tickets]);
    if (written <= mostAtOnce) await finish(tx, desk, { written, at });
    return written;
  });
  if (rows > mostAtOnce) await store.transaction((tx) => finish(tx, desk, { written: rows, at }));
  return rows;
}

/** Tickets without a history get theirs, and the desk is read to its end. */
async function finish(tx: Transaction, desk: Desk, { written, at }: { written: number; at: number }): Promise<void> {
  await completeSpans(tx, desk.name);
  await tx.run(
    `UPDATE desks SET rows_read = rows_read + $2,
       began_at = coalesce(began_at, $3),
       is_complete = CASE WHEN kind = $4 THEN TRUE ELSE is_complete END,
       synced_at = CASE WHEN kind = $4 THEN $3 ELSE synced_at END,
       failed_at = CASE WHEN kind = $4 THEN NULL ELSE failed_at END,
       error = CASE WHEN kind = $4 THEN NULL ELSE error END
     WHERE name = $1`,
    [desk.name, written, at, desk.kind],
  );
}

function* tablesIn({ facts }: Batch): Generator<[Table, readonly Row[]]> {
  for (const [table, rows] of Object.entries(facts)) if (rows.length > 0) yield [table as Table, rows];
}

/** Rows whose key no other has; those that share one are held back until the newest of them is known. */
function* single(
  rows: readonly Row[],
  { table, held, doubled }: { table: Table; held: Map<string, Row>; doubled: ReadonlySet<string> | undefined },
): Generator<Row> {
  for (const row of rows) {
    const key = doubled && doubled.size > 0 ? keyOf(table, row) : undefined;
    if (key === undefined || !doubled?.has(key)) {
      yield row;
      continue;
    }
    const other = held.get(key);
    if (!other || isAsNew(row, other)) held.set(key, row);
  }
}

async function workOutAll(tx: Transaction, desk: string, tickets: readonly string[]): Promise<void> {
  for (let from = 0; from < tickets.length; from += ticketsAtOnce) {
    await workOutFigures(tx, desk, new Set(tickets.slice(from, from + ticketsAtOnce)));
  }
}
