import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { firstIssue, json } from './rows.ts';

interface Expected<Position> {
  readonly as: z.ZodType<Position>;
  /** What an older version wrote → the position. */
  readonly earlier?: z.ZodType<Position> | undefined;
  readonly desk: string;
  /** Of desk, as operators know it: `Zendesk`. */
  readonly kind: string;
}

/**
 * The position that a cursor stands for.
 * @throws UserError `unreadable-cursor` when it is none that this version or an earlier one wrote
 */
export function readCursor<Position>(cursor: string, { as, earlier, desk, kind }: Expected<Position>): Position {
  const read = json.pipe(as).safeParse(cursor);
  if (read.success) return read.data;
  const older = earlier && json.pipe(earlier).safeParse(cursor);
  if (older?.success === true) return older.data;
  throw new UserError(
    'unreadable-cursor',
    `The place where the last sync of "${desk}" ended was expected in the form of a ${kind} desk of this version, ` +
      `and cannot be read (${firstIssue(read.error)}). Either a newer Deskpulse wrote it, then run that one; or "${desk}" ` +
      'was another kind of desk before, then give this one a new name.',
  );
}
