import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { readCursor } from '../kit/cursor.ts';
import { reading, unread } from '../kit/reading.ts';

const position = z.strictObject({
  version: z.literal(1),
  /** Everyone who was ever a teammate: Intercom lists only those who still are. */
  agents: z.array(facts.agents),
  contacts: reading,
  conversations: reading,
  calls: reading,
  articles: reading,
  /** Each article's views as last read. */
  views: z.record(z.string(), z.int().min(0)),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  if (cursor !== null) return readCursor(cursor, { as: position, desk, kind: 'Intercom' });
  return {
    version: 1,
    agents: [],
    contacts: unread,
    conversations: unread,
    calls: unread,
    articles: unread,
    views: {},
  };
}
