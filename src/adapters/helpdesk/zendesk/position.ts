import { z } from 'zod';
import { readCursor } from '../kit/cursor.ts';
import { lookback, notListed } from '../kit/lookback.ts';
import { earliest } from './api.ts';

const second = z.int().min(0);
const after = z.string().nullable();
/** Where a time-based export goes on. */
const timed = z.strictObject({ since: second });

/** How far the answers of one survey system have been read. */
const surveyed = lookback({ after: z.string() });

/** `agents`: everyone who was ever seen as an agent, so that one who no longer is can be told from a customer. */
const users = z.strictObject({ after, agents: z.array(z.int()) });
const tickets = z.strictObject({ after });

const position = z.strictObject({
  version: z.literal(2),
  users,
  tickets,
  events: timed,
  ratings: surveyed,
  responses: surveyed,
  calls: timed,
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;
export type Surveyed = Position['ratings'];

const beginning: Position = {
  version: 2,
  users: { after: null, agents: [] },
  tickets: { after: null },
  events: { since: earliest },
  ratings: notListed,
  responses: notListed,
  calls: { since: earliest },
};

/** Before SLA clocks were read. They come with the tickets, which are therefore read once more from the beginning. */
const withoutClocks = z
  .strictObject({ version: z.literal(1), users, tickets, ratings: surveyed })
  .transform(({ users, ratings }): Position => ({ ...structuredClone(beginning), users, ratings }));

/** @throws UserError when the cursor is none that this version or an earlier one writes */
export function readPosition(cursor: string | null, desk: string): Position {
  if (cursor === null) return structuredClone(beginning);
  return readCursor(cursor, { as: z.union([position, withoutClocks]), desk, kind: 'Zendesk' });
}
