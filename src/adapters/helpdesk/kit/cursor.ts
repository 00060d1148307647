import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { firstIssue } from './issue.ts';
import { json } from './json.ts';

/**
 * The position that a cursor stands for.
 * @param kind of desk, as operators know it: `Zendesk`
 * @throws UserError `unreadable-cursor` when it is none that this version writes
 */
export function readCursor<Position>(
  cursor: string,
  { as, desk, kind }: { as: z.ZodType<Position>; desk: string; kind: string },
): Position {
  const read = json.pipe(as).safeParse(cursor);
  if (read.success) return read.data;
  throw new UserError(
    'unreadable-cursor',
    `The place where the last sync of "${desk}" ended was expected in the form of a ${kind} desk of this version, ` +
      `and cannot be read (${firstIssue(read.error)}). Either a newer Deskpulse wrote it, then run that one; or "${desk}" ` +
      'was another kind of desk before, then give this one a new name.',
  );
}
