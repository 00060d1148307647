import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { readCursor } from '../kit/cursor.ts';
import { reading, unread } from '../kit/reading.ts';

const second = z.int().min(0);

const position = z.strictObject({
  version: z.literal(1),
  /** Everyone who was ever an agent: Chatwoot lists only those who still are. */
  agents: z.array(facts.agents),
  contacts: reading,
  conversations: reading,
  ratings: z.strictObject({
    /** How far answers have been read, and when all that may still change were read last. */
    readAt: second,
    sweptAt: second,
    /** A list that was begun and not read to its end. */
    list: z.strictObject({ since: second, until: second, isSweep: z.boolean(), page: z.int().min(1) }).nullable(),
  }),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  if (cursor !== null) return readCursor(cursor, { as: position, desk, kind: 'Chatwoot' });
  return {
    version: 1,
    agents: [],
    contacts: unread,
    conversations: unread,
    ratings: { readAt: 0, sweptAt: 0, list: null },
  };
}
