import { z } from 'zod';
import { notBegun, reached } from '../kit/changed-pages.ts';
import { readCursor } from '../kit/cursor.ts';

const second = z.int().min(0);
const dated = z.strictObject({ since: second });

const position = z.strictObject({
  version: z.literal(1),
  contacts: reached,
  tickets: reached,
  history: dated,
  calls: dated,
  ratings: z.strictObject({
    since: second,
    /** A reading that was begun and not ended: how far it came. */
    offset: z.int().min(0),
  }),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

const beginning: Position = {
  version: 1,
  contacts: notBegun,
  tickets: notBegun,
  history: { since: 0 },
  calls: { since: 0 },
  ratings: { since: 0, offset: 0 },
};

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  return cursor === null ? structuredClone(beginning) : readCursor(cursor, { as: position, desk, kind: 'LiveAgent' });
}
