import { z } from 'zod';
import type { Reader, Transaction } from '../store.ts';

/** One time a schedule was due: there is at most one for a schedule and slot, whoever plans it and however often. */
export interface Occurrence {
  /** Such as `digest/morning` or `nudge/breach/1800`. */
  readonly schedule: string;
  /** The local date of a digest, the clock a nudge is about. */
  readonly slot: string;
  /** Epoch seconds. */
  readonly dueAt: number;
}

/**
 * Note an occurrence. Idempotent.
 * @returns true for the one call that noted it, in whose transaction its messages belong
 */
export async function planOccurrence(
  tx: Transaction,
  { schedule, slot, dueAt }: Occurrence,
  now: number,
): Promise<boolean> {
  const added = await tx.run('INSERT INTO occurrences VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    schedule,
    slot,
    dueAt,
    now,
  ]);
  return added === 1;
}

export async function hasOccurrence(
  store: Reader,
  { schedule, slot }: { schedule: string; slot: string },
): Promise<boolean> {
  const rows = await store.query(
    'SELECT slot FROM occurrences WHERE schedule = $1 AND slot = $2',
    [schedule, slot],
    z.object({ slot: z.string() }),
  );
  return rows.length > 0;
}

/** Whether a schedule was ever due here: false means that it is seen for the first time. */
export async function isKnownSchedule(store: Reader, schedule: string): Promise<boolean> {
  const rows = await store.query(
    'SELECT slot FROM occurrences WHERE schedule = $1 LIMIT 1',
    [schedule],
    z.object({ slot: z.string() }),
  );
  return rows.length > 0;
}
