import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { notBegun, reached } from '../kit/changed-pages.ts';
import { readCursor } from '../kit/cursor.ts';
import { reading, unread } from '../kit/reading.ts';
import { lookback, notListed } from '../kit/lookback.ts';

const position = z.strictObject({
  version: z.literal(1),
  /** As they were last read, as the list leaves out whoever is gone. */
  agents: z.array(facts.agents),
  contacts: reading,
  deletedContacts: reading,
  tickets: reached,
  deletedTickets: reached,
  spam: reached,
  ratings: lookback({ page: z.int().min(1) }),
  /** The first day whose activities were not read, such as `2026-02-23`; null before the first. */
  activities: z.strictObject({ day: z.iso.date().nullable() }),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  if (cursor !== null) return readCursor(cursor, { as: position, desk, kind: 'Freshdesk' });
  return {
    version: 1,
    agents: [],
    contacts: unread,
    deletedContacts: unread,
    tickets: notBegun,
    deletedTickets: notBegun,
    spam: notBegun,
    ratings: notListed,
    activities: { day: null },
  };
}
