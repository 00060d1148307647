import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { readCursor } from '../kit/cursor.ts';

const position = z.strictObject({
  version: z.literal(1),
  /** Everybody known, as last read: the list leaves out whoever is gone. */
  agents: z.array(facts.agents),
  /** When everybody was last begun to be read anew, epoch seconds. */
  begunAt: z.int().min(0),
  /** Ids of those read since then. */
  done: z.array(z.string()),
});

/** How far the members have been read. */
export type Position = z.output<typeof position>;

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  if (cursor !== null) return readCursor(cursor, { as: position, desk, kind: 'Hootsuite' });
  return { version: 1, agents: [], begunAt: 0, done: [] };
}
