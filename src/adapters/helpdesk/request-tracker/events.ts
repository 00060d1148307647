import { z } from 'zod';
import type { Fact } from '../../../helpdesk.ts';
import { inOneUpdate, wordFor, type Unmapped } from '../kit/index.ts';
import { id, instant } from './fields.ts';
import { statusWords, type ForeignTicket } from './ticket.ts';

/** One thing that happened to a ticket. */
export const foreignTransaction = z.object({
  id,
  /** The ticket's id. */
  ObjectId: id,
  Type: z.string(),
  Field: z.string(),
  OldValue: z.string(),
  NewValue: z.string(),
  Created: instant.pipe(z.int()),
  Creator: z.object({ id }),
});

export type Transaction = z.output<typeof foreignTransaction>;

/** Automation, rules and auto-replies act as it; the first user of every Request Tracker. */
const system = 1;

/** Tells who acts on one ticket. The requestor's own words are never an agent's, whatever else the requestor may be. */
export function authorOn(people: { staff: ReadonlySet<number>; requestors: ReadonlySet<number> }) {
  return ({ Creator, Type }: Transaction): 'agent' | 'customer' | 'automation' => {
    if (Creator.id === system) return 'automation';
    if (!people.staff.has(Creator.id)) return 'customer';
    return Type === 'Correspond' && people.requestors.has(Creator.id) ? 'customer' : 'agent';
  };
}

/** The ids of the owners before and after a change of them. Beside it comes a `SetWatcher` that says the same once more. */
function ownersIn({ Type, Field, OldValue, NewValue }: Transaction) {
  if (Field !== 'Owner' || Type === 'SetWatcher') return undefined;
  return { before: id.safeParse(OldValue).data ?? null, after: id.safeParse(NewValue).data ?? null };
}

interface Context {
  readonly staff: ReadonlySet<number>;
  readonly requestors: ReadonlySet<number>;
  readonly unmapped: Unmapped;
}

/** What happened to one ticket, in its order, as moves and replies. */
export function eventsOf(
  ticket: ForeignTicket,
  transactions: readonly Transaction[],
  { staff, requestors, unmapped }: Context,
) {
  const authorOf = authorOn({ staff, requestors });
  const statusFor = (word: string) => wordFor(word, { words: statusWords, field: 'ticket_moves.status', unmapped });
  const agentFor = (owner: number | null) => (owner !== null && staff.has(owner) ? String(owner) : null);
  const moves: Fact<'ticket_moves'>[] = [];
  const replies: Fact<'replies'>[] = [];
  for (const transaction of transactions) {
    const { id, ObjectId, Type, NewValue, Created, Creator } = transaction;
    const by = authorOf(transaction);
    const event = { id: String(id), ticket: String(ObjectId), at: Created, by };
    const owner = ownersIn(transaction)?.after ?? null;
    if (Type === 'Create') {
      // What it was made with is what the first change says that there was before.
      const status = transactions.find((one) => one.Type === 'Status')?.OldValue ?? ticket.Status;
      const [firstOwners] = transactions.flatMap((one) => ownersIn(one) ?? []);
      const agent = agentFor(firstOwners === undefined ? ticket.Owner.id : firstOwners.before);
      moves.push({ ...event, seq: id, status: statusFor(status), agent });
    }
    if (Type === 'Status') moves.push({ ...event, seq: id, status: statusFor(NewValue), agent: null });
    if (agentFor(owner) !== null) moves.push({ ...event, seq: id, status: null, agent: agentFor(owner) });
    if (Type === 'Correspond' || Type === 'Comment') {
      const agent = by === 'agent' ? String(Creator.id) : null;
      replies.push({ ...event, agent, is_public: Type === 'Correspond', waited_seconds: null });
    }
  }
  return { moves: inOneUpdate(moves, replies), replies };
}
