import { z } from 'zod';
import { readCursor } from '../kit/cursor.ts';

const second = z.int().min(0);
const id = z.int().min(0);

const position = z.strictObject({
  version: z.literal(1),
  users: z.strictObject({
    /** Everyone who was ever seen as privileged, so that one who no longer is can be told from a customer. */
    agents: z.array(id),
    /** The newest change that was read; null before the first list was begun. */
    changed: second.nullable(),
    /** The next page of the first list, which goes by id; null once it was read to its end. */
    page: z.int().min(1).nullable(),
  }),
  /** Null before the first list was begun. */
  tickets: z
    .strictObject({
      /** The last ticket of the first list that was read; null once it was read to its end. */
      listed: id.nullable(),
      /** The last transaction that was read, and those read of the last few ids before it. */
      transaction: id,
      seen: z.array(id),
    })
    .nullable(),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

const beginning: Position = { version: 1, users: { agents: [], changed: null, page: 1 }, tickets: null };

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  return cursor === null
    ? structuredClone(beginning)
    : readCursor(cursor, { as: position, desk, kind: 'Request Tracker' });
}
