import { z } from 'zod';
import { readCursor } from '../kit/cursor.ts';

const second = z.int().min(0);

const reached = z.strictObject({
  /** Everything modified before this second has been read … */
  since: second,
  /** … and of it, those up to this id: set while one second fills more than a page. */
  afterId: z.string().nullable(),
  /** When the last page was asked for; null while there are further ones. */
  endedAt: second.nullable(),
});

const position = z.strictObject({
  version: z.literal(1),
  /** A digest of the agents given last. */
  agents: z.string(),
  customers: reached,
  contracts: reached,
  tickets: reached,
  comments: reached,
  opportunities: reached,
  salesOrders: reached,
  invoices: reached,
  /** Ids of the newest tickets, as numbers, rising: among them deleted ones are looked for. */
  knownTickets: z.array(z.int()),
  deletions: z.strictObject({
    /** Until when `sync` has told of deleted tickets; null before the first time. */
    toldUntil: second.nullable(),
    /** When all known tickets were last looked up, and how far a look-up that was begun has come. */
    comparedAt: second,
    comparedId: z.int().min(0),
  }),
});

/** How far each stream has been read. */
export type Position = z.output<typeof position>;
export type Reached = z.output<typeof reached>;

const nothing: Reached = { since: 0, afterId: null, endedAt: null };

/** @throws UserError when the cursor is none that this version writes */
export function readPosition(cursor: string | null, desk: string): Position {
  if (cursor !== null) return readCursor(cursor, { as: position, desk, kind: 'Vtiger' });
  return {
    version: 1,
    agents: '',
    customers: nothing,
    contracts: nothing,
    tickets: nothing,
    comments: nothing,
    opportunities: nothing,
    salesOrders: nothing,
    invoices: nothing,
    knownTickets: [],
    deletions: { toldUntil: null, comparedAt: 0, comparedId: 0 },
  };
}
