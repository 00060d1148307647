import { z } from 'zod';
import { readCursor } from '../cursor.ts';

const second = z.int().min(0);
const page = z.int().min(1);

/** How far the changes of a shelf were read: up to `since`, and of that second the pages before `page`, which held `done`. */
const walk = z.strictObject({ since: second, page, done: z.array(z.int()) });

const position = z.strictObject({
  version: z.literal(1),
  customers: z.strictObject({
    /** When the last list was begun. */
    readAt: second,
    /** A list that was begun and not read to its end: the contacts that are, then the deleted ones. */
    list: z.strictObject({ startedAt: second, state: z.literal('deleted').nullable(), page }).nullable(),
  }),
  tickets: walk,
  deleted: walk,
  spam: walk,
  ratings: z.strictObject({
    /** When the last list was begun, and the last one that went the long way back. */
    readAt: second,
    sweptAt: second,
    /** A list that was begun and not read to its end. */
    list: z
      .strictObject({ startedAt: second, isSweep: z.boolean(), createdSince: second, changedSince: second, page })
      .nullable(),
  }),
  /** The first day whose activities were not read, such as `2026-02-23`; null before the first. */
  activities: z.strictObject({ day: z.iso.date().nullable() }),
});

export type Walk = z.output<typeof walk>;

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

/** Before the first account there was. Without an instant only the tickets of the last 30 days are listed. */
const earliest: Walk = { since: Date.UTC(2010, 0, 1) / 1000, page: 1, done: [] };

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  if (cursor !== null) return readCursor(cursor, { as: position, desk, kind: 'Freshdesk' });
  return {
    version: 1,
    customers: { readAt: 0, list: null },
    tickets: earliest,
    deleted: earliest,
    spam: earliest,
    ratings: { readAt: 0, sweptAt: 0, list: null },
    activities: { day: null },
  };
}
