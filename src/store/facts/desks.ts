import { z } from 'zod';
import { facts } from '../../helpdesk.ts';
import { calendarTables } from './business-hours.ts';
import { derivedTables } from './derived-clocks.ts';
import { completeSpans } from './ingest.ts';
import type { Reader, Store, Transaction } from '../store.ts';

const desk = z.object({
  name: z.string(),
  kind: z.string(),
  cursor: z.string().nullable(),
  rows_read: z.number(),
  is_complete: z.boolean(),
  synced_at: z.number().nullable(),
  failed_at: z.number().nullable(),
  error: z.string().nullable(),
  began_at: z.number().nullable(),
  loaded_from: z.number().nullable(),
  loaded_to: z.number().nullable(),
});

/**
 * A desk in the store: how far it has been read (`cursor`), when it was last read to its end, and what went wrong since: with
 * its facts (`failed_at` says when) or beside them. Of its first load: when that began, and from which to which change of a
 * ticket it has come.
 */
export type Desk = z.output<typeof desk>;

export async function listDesks(store: Reader): Promise<Desk[]> {
  const desks = await store.query('SELECT * FROM desks', [], desk);
  return desks.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

export async function findDesk(store: Reader, name: string): Promise<Desk | undefined> {
  const [found] = await store.query('SELECT * FROM desks WHERE name = $1', [name], desk);
  return found;
}

const given = z.object({ desk: z.string(), source: z.string() });

/** Sources (`tickets`, `surveys:csat` …) that each desk gives, or that are worked out for it; in no order. */
export async function listSources(store: Reader): Promise<z.output<typeof given>[]> {
  return await store.query(
    `SELECT desk, source FROM desk_sources UNION ALL SELECT desk, 'sla_clocks' FROM derived_clocks`,
    [],
    given,
  );
}

/** Where the last pull of a desk ended; null for the beginning, as when it was of another kind. */
export async function findCursor(
  store: Reader,
  { name, kind }: { name: string; kind: string },
): Promise<string | null> {
  const rows = await store.query(
    'SELECT cursor FROM desks WHERE name = $1 AND kind = $2',
    [name, kind],
    desk.pick({ cursor: true }),
  );
  return rows[0]?.cursor ?? null;
}

/** A desk is read for the first time, or goes on being so, at `at` (epoch seconds): from now on it is known. */
export async function markBegun(
  store: Store,
  { name, kind, at }: { name: string; kind: string; at: number },
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.run(
      `INSERT INTO desks (name, kind, rows_read, is_complete, began_at) VALUES ($1, $2, 0, FALSE, $3)
       ON CONFLICT (name) DO UPDATE SET began_at = coalesce(desks.began_at, excluded.began_at) WHERE NOT desks.is_complete`,
      [name, kind, at],
    );
  });
}

/**
 * Seconds that a desk's first load may still take, by how much of its history it has come through; null when that cannot be
 * told yet, or is done.
 */
export function secondsLeft(
  desk: Pick<Desk, 'is_complete' | 'began_at' | 'loaded_from' | 'loaded_to'>,
  now: number,
): number | null {
  const { is_complete, began_at, loaded_from, loaded_to } = desk;
  if (is_complete || began_at === null || loaded_from === null || loaded_to === null) return null;
  if (loaded_to <= loaded_from || loaded_to >= now) return null;
  return Math.round(((now - began_at) * (now - loaded_to)) / (loaded_to - loaded_from));
}

/**
 * All there was has been read, as of `at` (epoch seconds): tickets without a history get theirs, and an old error is past.
 * @param options `isLoad`: for the first time
 */
export async function markSynced(
  store: Store,
  { name, kind, at, isLoad = false }: { name: string; kind: string; at: number; isLoad?: boolean },
): Promise<void> {
  const complete = async (tx: Transaction) => {
    await completeSpans(tx, name);
    await tx.run(
      'UPDATE desks SET is_complete = TRUE, synced_at = $2, failed_at = NULL, error = NULL WHERE name = $1 AND kind = $3',
      [name, at, kind],
    );
  };
  await store.transaction(complete, { isLoad });
}

/** Forget a desk and all of its facts. */
export async function removeDesk(store: Store, name: string): Promise<void> {
  await store.transaction(async (tx) => {
    for (const table of [
      ...Object.keys(facts),
      'deleted_tickets',
      'desk_sources',
      ...derivedTables,
      ...calendarTables,
      'churn_fits',
    ]) {
      await tx.run(`DELETE FROM ${table} WHERE desk = $1`, [name]);
    }
    await tx.run('DELETE FROM desks WHERE name = $1', [name]);
  });
}

/** Something beside a desk's facts failed once those were read: the next sync that ends well forgets it. */
export async function noteFault(store: Store, { name, error }: { name: string; error: string }): Promise<void> {
  await store.transaction((tx) => tx.run('UPDATE desks SET error = $2 WHERE name = $1', [name, error]));
}

/** A pull ended early, at `at` (epoch seconds). What was read before stays. */
export async function markFailed(
  store: Store,
  { name, kind, at, error }: { name: string; kind: string; at: number; error: string },
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.run(
      `INSERT INTO desks (name, kind, rows_read, is_complete, failed_at, error) VALUES ($1, $2, 0, FALSE, $3, $4)
       ON CONFLICT (name) DO UPDATE SET failed_at = excluded.failed_at, error = excluded.error`,
      [name, kind, at, error],
    );
  });
}
