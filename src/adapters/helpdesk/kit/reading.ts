import { z } from 'zod';
import type { Clock } from './clock.ts';

/** A service may show what is new some minutes late, and our clock may be ahead of its. */
const overlapSeconds = 300;

/** How far something that is found by its change has been read. */
export const reading = z.strictObject({
  /** When the last reading was begun, epoch seconds. */
  readAt: z.int().min(0),
  /** One that was begun and not read to its end: `after` is the service's word for the place, or a page's number. */
  list: z.strictObject({ startedAt: z.int().min(0), after: z.string() }).nullable(),
});

export type Reading = z.output<typeof reading>;

export const unread: Reading = { readAt: 0, list: null };

/** Go on with a reading, or begin the next. */
export function begin({ readAt, list }: Reading, clock: Clock) {
  const startedAt = list?.startedAt ?? Math.floor(clock.now() / 1000);
  return {
    startedAt,
    since: Math.max(0, readAt - overlapSeconds),
    after: list?.after ?? null,
    /** The reading as it stands once it has come so far; null: to its end. */
    at: (after: string | null): Reading =>
      after === null ? { readAt: startedAt, list: null } : { readAt, list: { startedAt, after } },
  };
}
