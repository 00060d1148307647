import { z } from 'zod';
import { facts } from '../../helpdesk.ts';
import type { Reader, Store, Transaction } from '../store.ts';

const pause = z.object({ ticket: z.string(), from_at: z.number(), to_at: z.number().nullable() });

const ticketRow = facts.tickets.pick({
  id: true,
  status: true,
  priority: true,
  team: true,
  channel: true,
  tags: true,
  created_at: true,
  updated_at: true,
  first_reply_at: true,
  solved_at: true,
});
const spanRow = facts.ticket_spans.omit({ seq: true });
const replyRow = facts.replies.pick({ at: true, by: true, is_public: true, waited_seconds: true }).extend({
  ticket: z.string(),
});

/** What clocks are worked out from, of some tickets: spans, replies and pauses in order of time. Instants are epoch seconds. */
export interface ChangedTickets {
  readonly tickets: readonly z.output<typeof ticketRow>[];
  readonly spans: readonly z.output<typeof spanRow>[];
  readonly replies: readonly z.output<typeof replyRow>[];
  readonly pauses: readonly z.output<typeof pause>[];
  /** Resolution clocks, worked out earlier, that stood stopped. */
  readonly stops: readonly { readonly ticket: string; readonly stopped_at: number }[];
}

/** What is worked out from them. */
export interface DerivedClocks {
  readonly clocks: readonly z.output<typeof facts.sla_clocks>[];
  readonly pauses: readonly z.output<typeof pause>[];
}

/**
 * Have a desk's clocks worked out by these terms, or by none (null). New terms make all of its tickets due; a desk without
 * terms, or one that sends clocks of its own, keeps no derived clock. Safe to repeat.
 * @returns whether the desk's clocks are worked out
 */
export async function setTerms(
  store: Store,
  { desk, terms }: { desk: string; terms: string | null },
): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const known = await findTerms(tx, desk);
    if (terms === null || (await givesClocks(tx, desk))) {
      if (known !== undefined) await dropDerived(tx, desk);
      return false;
    }
    if (known === terms) return true;
    await tx.run('DELETE FROM derived_clocks WHERE desk = $1', [desk]);
    await tx.run('INSERT INTO derived_clocks VALUES ($1, $2)', [desk, terms]);
    await tx.run('INSERT INTO changed_tickets SELECT desk, id FROM tickets WHERE desk = $1', [desk]);
    return true;
  });
}

/**
 * Work out the clocks of up to `limit` tickets that changed, and put them in the place of those they had.
 * @returns how many tickets that were: 0 when none is left
 */
export async function deriveClocks(
  store: Store,
  { desk, limit }: { desk: string; limit: number },
  derive: (changed: ChangedTickets) => Promise<DerivedClocks>,
): Promise<number> {
  return await store.transaction(async (tx) => {
    const due = await tx.query(
      'SELECT DISTINCT desk, ticket FROM changed_tickets WHERE desk = $1 ORDER BY ticket LIMIT $2',
      [desk, limit],
      z.object({ desk: z.string(), ticket: z.string() }),
    );
    if (due.length === 0) return 0;
    await tx.stage('changed_tickets', due);
    const { clocks, pauses } = await derive(await readChanged(tx));
    await tx.run(`DELETE FROM sla_clocks t USING stage_changed_tickets s WHERE ${sameTicket} AND t.is_derived`, []);
    await tx.run(`DELETE FROM ticket_pauses t USING stage_changed_tickets s WHERE ${sameTicket}`, []);
    await tx.run(`DELETE FROM changed_tickets t USING stage_changed_tickets s WHERE ${sameTicket}`, []);
    await append(
      tx,
      'sla_clocks',
      clocks.map((clock) => ({ ...clock, desk, is_derived: true })),
    );
    await append(
      tx,
      'ticket_pauses',
      pauses.map((row) => ({ ...row, desk })),
    );
    return due.length;
  });
}

/** What is kept to work clocks out with, beside the facts. */
export const derivedTables = ['ticket_pauses', 'changed_tickets', 'derived_clocks'];

const sameTicket = 't.desk = s.desk AND t.ticket = s.ticket';

async function readChanged(tx: Transaction): Promise<ChangedTickets> {
  const changed = `JOIN stage_changed_tickets s ON ${sameTicket}`;
  return {
    tickets: await tx.query(
      `SELECT t.id, t.status, t.priority, t.team, t.channel, t.tags, t.created_at, t.updated_at, t.first_reply_at, t.solved_at
       FROM tickets t JOIN stage_changed_tickets s ON t.desk = s.desk AND t.id = s.ticket`,
      [],
      ticketRow,
    ),
    spans: await tx.query(
      `SELECT t.ticket, t.from_at, t.to_at FROM ticket_spans t ${changed} ORDER BY t.from_at, t.seq`,
      [],
      spanRow,
    ),
    replies: await tx.query(
      `SELECT t.ticket, t."at", t."by", t.is_public, t.waited_seconds FROM replies t ${changed} ORDER BY t."at", t.id`,
      [],
      replyRow,
    ),
    pauses: await tx.query(
      `SELECT t.ticket, t.from_at, t.to_at FROM ticket_pauses t ${changed} ORDER BY t.from_at`,
      [],
      pause,
    ),
    stops: await tx.query(
      `SELECT t.ticket, t.stopped_at FROM sla_clocks t ${changed}
       WHERE t.kind = 'resolution' AND t.is_derived AND t.stopped_at IS NOT NULL`,
      [],
      z.object({ ticket: z.string(), stopped_at: z.number() }),
    ),
  };
}

async function append(tx: Transaction, table: string, rows: readonly Readonly<Record<string, unknown>>[]) {
  if (rows.length === 0) return;
  await tx.stage(table, rows);
  await tx.run(`INSERT INTO ${table} SELECT * FROM stage_${table}`, []);
}

async function findTerms(store: Reader, desk: string): Promise<string | undefined> {
  const rows = await store.query(
    'SELECT terms FROM derived_clocks WHERE desk = $1',
    [desk],
    z.object({ terms: z.string() }),
  );
  return rows[0]?.terms;
}

async function givesClocks(store: Reader, desk: string): Promise<boolean> {
  const rows = await store.query(
    `SELECT source FROM desk_sources WHERE desk = $1 AND source = 'sla_clocks'`,
    [desk],
    z.object({ source: z.string() }),
  );
  return rows.length > 0;
}

async function dropDerived(tx: Transaction, desk: string): Promise<void> {
  await tx.run('DELETE FROM sla_clocks WHERE desk = $1 AND is_derived', [desk]);
  for (const table of derivedTables) {
    await tx.run(`DELETE FROM ${table} WHERE desk = $1`, [desk]);
  }
}
