import { z } from 'zod';
import { facts, keys, type Batch, type News, type Source, type Table } from '../../helpdesk.ts';
import type { Store, Transaction } from '../store.ts';
import { ticketsIn, workOutFigures } from './ticket-figures.ts';

const tables = Object.keys(facts) as Table[];
/** Rows that say something of a ticket go with it when it is deleted or merged away. */
const ofTicket: readonly Table[] = ['ticket_spans', 'ticket_moves', 'replies', 'sla_clocks', 'surveys', 'reviews'];
/** Where the tables that SLA clocks are worked out from name the ticket. */
const ticketIn: { readonly [T in Table]?: string } = {
  tickets: 'id',
  ticket_spans: 'ticket',
  ticket_moves: 'ticket',
  replies: 'ticket',
};

export type Row = Readonly<Record<string, unknown>>;

/** A desk as `desks` names it. */
export interface Desk {
  readonly name: string;
  readonly kind: string;
}

/**
 * Store a batch and its cursor, or news without one, in one transaction. Idempotent: the same batch twice changes nothing. A ticket's older
 * `updated_at` never overwrites a newer one, and does not bring back a ticket deleted since. The spans of a ticket are
 * replaced as a set, from the batch that holds their first (seq 0) on. Files may add facts to a connected desk: its cursor
 * stays its own.
 * @returns how many rows were written
 */
export async function ingest(store: Store, desk: Desk, batch: Batch | News): Promise<number> {
  return await store.transaction((tx) => write(tx, desk, batch));
}

/**
 * The same for a batch that was pulled from a cursor, as long as the desk's still is that one: of two processes that read a
 * desk at once, one goes on and the other is told to stop. Files have no place to go on from, and are always taken.
 * @param options `isLoad`: of the desk's first load
 * @returns undefined when the cursor was moved or the desk removed meanwhile: nothing was written
 */
export async function ingestFrom(
  store: Store,
  desk: Desk,
  { from, batch, isLoad = false }: { from: string | null; batch: Batch; isLoad?: boolean },
): Promise<number | undefined> {
  return await store.transaction(
    async (tx) => ((await isStillAt(tx, desk, from)) ? await write(tx, desk, batch) : undefined),
    { isLoad },
  );
}

async function isStillAt(tx: Transaction, { name, kind }: Desk, from: string | null): Promise<boolean> {
  if (kind === 'files') return true;
  const row = z.object({ kind: z.string(), cursor: z.string().nullable() });
  const [known] = await tx.query('SELECT kind, cursor FROM desks WHERE name = $1', [name], row);
  if (!known || known.kind === 'files') return from === null;
  // Of a desk of another kind the store keeps no cursor.
  return known.kind !== kind || known.cursor === from;
}

/** A desk that files were read for before may be connected since: its facts stay. */
export async function noteDesk(tx: Transaction, desk: Desk): Promise<void> {
  await tx.run(
    `INSERT INTO desks (name, kind, rows_read, is_complete) VALUES ($1, $2, 0, FALSE)
     ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, cursor = NULL
     WHERE desks.kind = 'files' AND excluded.kind <> 'files'`,
    [desk.name, desk.kind],
  );
}

async function write(tx: Transaction, desk: Desk, batch: Batch | News): Promise<number> {
  await noteDesk(tx, desk);
  await forget(tx, desk.name, batch.deleted ?? []);
  let written = 0;
  for (const table of tables) {
    const rows = batch.facts[table];
    if (rows && rows.length > 0) written += await upsert(tx, { desk: desk.name, table, rows });
  }
  await noteSources(tx, desk.name, [...sourcesOf(batch)]);
  await workOutFigures(tx, desk.name, new Set(ticketsIn(batch)));
  const { oldest, newest } = loadedIn(batch);
  await tx.run(
    `UPDATE desks SET rows_read = rows_read + $3, cursor = CASE WHEN kind = $4 THEN coalesce($2, cursor) ELSE cursor END,
       loaded_from = CASE WHEN is_complete THEN loaded_from ELSE least(loaded_from, CAST($5 AS BIGINT)) END,
       loaded_to = CASE WHEN is_complete THEN loaded_to ELSE greatest(loaded_to, CAST($6 AS BIGINT)) END
     WHERE name = $1`,
    [desk.name, 'cursor' in batch ? batch.cursor : null, written, desk.kind, oldest, newest],
  );
  return written;
}

/** How far a first load has come: the changes of its tickets come oldest first. */
function loadedIn({ facts }: News): { oldest: number | null; newest: number | null } {
  let oldest: number | null = null;
  let newest: number | null = null;
  for (const { updated_at: at } of facts.tickets ?? []) {
    if (at === null) continue;
    oldest = Math.min(oldest ?? at, at);
    newest = Math.max(newest ?? at, at);
  }
  return { oldest, newest };
}

/**
 * Give every ticket that came without a history one span, from its creation to its solution. One that is solved at an unknown
 * instant gets none: nobody knows when it was open. Safe to run any time.
 */
export async function completeSpans(tx: Transaction, desk: string): Promise<void> {
  await tx.run(
    `INSERT INTO ticket_spans (desk, ticket, seq, from_at, to_at)
     SELECT t.desk, t.id, -1, t.created_at, t.solved_at FROM tickets t
     WHERE t.desk = $1 AND (t.solved_at IS NOT NULL OR coalesce(t.status, 'open') NOT IN ('solved', 'closed'))
       AND NOT EXISTS (SELECT 1 FROM ticket_spans s WHERE s.desk = t.desk AND s.ticket = t.id)`,
    [desk],
  );
}

async function upsert(tx: Transaction, { desk, table, rows }: { desk: string; table: Table; rows: readonly Row[] }) {
  await tx.stage(
    table,
    newest(table, rows).map((row) => ({ ...row, desk })),
  );
  return await putStaged(tx, desk, table);
}

/** Put the staged rows of a table, no two of which share a key, into their place. @returns how many were written */
export async function putStaged(tx: Transaction, desk: string, table: Table): Promise<number> {
  const stage = `stage_${table}`;
  if (table === 'tickets') await dropDeletedTickets(tx);
  if (table === 'ticket_spans') {
    await tx.run(
      `DELETE FROM ticket_spans t USING ${stage} s WHERE t.desk = s.desk AND t.ticket = s.ticket AND (s.seq = 0 OR t.seq = -1)`,
      [],
    );
  }
  if (ofTicket.includes(table)) {
    await tx.run(`DELETE FROM ${stage} s USING deleted_tickets d WHERE d.desk = s.desk AND d.id = s.ticket`, []);
  }
  const written = await tx.replace(table, ['desk', ...keys[table]], table === 'tickets' ? 'updated_at' : undefined);
  if (table === 'tickets') await dropDerivedSpans(tx);
  await noteChanged(tx, desk, table);
  return written;
}

/** Where a desk's SLA clocks are worked out, those of the tickets staged are due again. */
async function noteChanged(tx: Transaction, desk: string, table: Table): Promise<void> {
  const ticket = ticketIn[table];
  if (ticket === undefined) return;
  await tx.run(
    `INSERT INTO changed_tickets SELECT desk, ${ticket} FROM stage_${table}
     WHERE ${ticket} IS NOT NULL AND EXISTS (SELECT 1 FROM derived_clocks d WHERE d.desk = $1)`,
    [desk],
  );
}

/** Take out of the stage what is as old as the deletion of its ticket; what is newer ends that. */
async function dropDeletedTickets(tx: Transaction): Promise<void> {
  await tx.run(
    `DELETE FROM stage_tickets s USING deleted_tickets d
     WHERE d.desk = s.desk AND d.id = s.id AND d.deleted_at >= coalesce(s.updated_at, s.created_at)`,
    [],
  );
  await tx.run(`DELETE FROM deleted_tickets d USING stage_tickets s WHERE d.desk = s.desk AND d.id = s.id`, []);
}

/** The spans made up for the tickets that changed are made up anew, once all is read. */
async function dropDerivedSpans(tx: Transaction): Promise<void> {
  await tx.run(
    `DELETE FROM ticket_spans t USING stage_tickets s WHERE t.desk = s.desk AND t.ticket = s.id AND t.seq = -1`,
    [],
  );
}

async function forget(tx: Transaction, desk: string, deleted: NonNullable<Batch['deleted']>): Promise<void> {
  if (deleted.length === 0) return;
  await tx.stage(
    'deleted_tickets',
    newest('tickets', deleted).map(({ id, at }) => ({ desk, id, deleted_at: at })),
  );
  await tx.run(
    `DELETE FROM stage_deleted_tickets s USING tickets t WHERE t.desk = s.desk AND t.id = s.id AND t.updated_at > s.deleted_at`,
    [],
  );
  await tx.run(`DELETE FROM tickets t USING stage_deleted_tickets s WHERE t.desk = s.desk AND t.id = s.id`, []);
  for (const table of [...ofTicket, 'ticket_pauses']) {
    await tx.run(`DELETE FROM ${table} t USING stage_deleted_tickets s WHERE t.desk = s.desk AND t.ticket = s.id`, []);
  }
  await tx.replace('deleted_tickets', ['desk', 'id']);
}

/** One row a key: the one with the newest `updated_at`, among equals the last. */
function newest(table: Table, rows: readonly Row[]): Row[] {
  const kept = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(table, row);
    const other = kept.get(key);
    if (!other || isAsNew(row, other)) kept.set(key, row);
  }
  return [...kept.values()];
}

/** What a row shares with those that replace it. */
export function keyOf(table: Table, row: Row): string {
  return keys[table].map((column) => row[column]).join('\u0000');
}

/** Whether a row takes the place of another that was read before it. */
export function isAsNew(row: Row, other: Row): boolean {
  return Number(other['updated_at'] ?? 0) <= Number(row['updated_at'] ?? 0);
}

export async function noteSources(tx: Transaction, desk: string, sources: readonly Source[]): Promise<void> {
  if (sources.length === 0) return;
  const rows = sources.map((_, index) => `($1, $${index + 2})`).join(', ');
  await tx.run(`INSERT INTO desk_sources VALUES ${rows} ON CONFLICT DO NOTHING`, [desk, ...sources]);
}

export function sourcesOf(batch: News): Set<Source> {
  const named = tables.filter((table) => batch.facts[table]);
  const kinds = (batch.facts.surveys ?? []).map(({ kind }): Source => `surveys:${kind}`);
  return new Set<Source>([...named, ...kinds, ...(batch.gives ?? [])]);
}
