import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { firstIssue } from '../issue.ts';

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
  if (cursor === null) return beginning;
  const read = z
    .string()
    .transform((text, check) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        check.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(position)
    .safeParse(cursor);
  if (read.success) return read.data;
  throw new UserError(
    'unreadable-cursor',
    `The place where the last sync of "${desk}" ended was expected in the form of a Zendesk desk, version 1, ` +
      `and cannot be read (${firstIssue(read.error)}). Either a newer Deskpulse wrote it, then run that one; or "${desk}" ` +
      'was another kind of desk before, then give this one a new name.',
  );
}

/** The position with the streams that moved. */
export function advance(position: Position, moved: Partial<Position>): Position {
  return { ...position, ...moved };
}

export function writePosition(position: Position): string {
  return JSON.stringify(position);
}
