import { z } from 'zod';
import { reached } from '../kit/changed-pages.ts';
import { readCursor } from '../kit/cursor.ts';

const position = z.strictObject({
  version: z.literal(1),
  /** By survey: how far it was read, and when that last came to its end, in epoch seconds. */
  surveys: z.record(z.string(), reached.extend({ endedAt: z.int().min(0) })),
});

export type Position = z.output<typeof position>;

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  return cursor === null
    ? { version: 1, surveys: {} }
    : readCursor(cursor, { as: position, desk, kind: 'SurveyMonkey' });
}
