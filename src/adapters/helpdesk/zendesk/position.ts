import { z } from 'zod';
import { readCursor } from '../cursor.ts';

const second = z.int().min(0);
const after = z.string().nullable();

const position = z.strictObject({
  version: z.literal(1),
  /** `agents`: everyone who was ever seen as an agent, so that one who no longer is can be told from a customer. */
  users: z.strictObject({ after, agents: z.array(z.int()) }),
  tickets: z.strictObject({ after }),
  ratings: z.strictObject({
    /** When the last list was begun, and the last one that went the long way back. */
    readAt: second,
    sweptAt: second,
    /** A list that was begun and not read to its end. */
    list: z
      .strictObject({
        startedAt: second,
        isSweep: z.boolean(),
        createdSince: second,
        changedSince: second,
        after: z.string(),
      })
      .nullable(),
  }),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

const beginning: Position = {
  version: 1,
  users: { after: null, agents: [] },
  tickets: { after: null },
  ratings: { readAt: 0, sweptAt: 0, list: null },
};

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  return cursor === null ? structuredClone(beginning) : readCursor(cursor, { as: position, desk, kind: 'Zendesk' });
}
