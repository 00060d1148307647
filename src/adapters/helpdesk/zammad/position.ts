import { z } from 'zod';
import { readCursor } from '../kit/cursor.ts';

const second = z.int().min(0);
const page = z.int().min(1);
const count = z.int().min(0);
const counts = z.array(count);

const position = z.strictObject({
  version: z.literal(1),
  users: z.strictObject({
    /** Everyone who was ever seen as an agent, so that one who no longer is can be told from a customer. */
    agents: z.array(z.int()),
    /** The page read last, and when the list that it is of was begun. */
    page,
    listedAt: second,
  }),
  /** The last change that was read, epoch milliseconds. */
  tickets: z.strictObject({ since: z.int().min(0) }),
  deletions: z.strictObject({
    /** When the last list of what is still there was begun, and how many tickets each block of ids held. */
    listedAt: second.nullable(),
    counts,
    /** A list that was begun and not read to its end. */
    list: z.strictObject({ begunAt: second, page, above: count, counts }).nullable(),
    /** Blocks that held fewer than before, in which each ticket is still to be asked for. */
    suspects: counts,
  }),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

const beginning: Position = {
  version: 1,
  users: { agents: [], page: 1, listedAt: 0 },
  tickets: { since: 0 },
  deletions: { listedAt: null, counts: [], list: null, suspects: [] },
};

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  return cursor === null ? structuredClone(beginning) : readCursor(cursor, { as: position, desk, kind: 'Zammad' });
}
