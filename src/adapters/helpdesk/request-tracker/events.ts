import type { Fact } from '../../../helpdesk.ts';
import { inOneUpdate } from '../one-update.ts';
import { wordFor, type Tally } from '../tally.ts';
import { statusWords } from './status.ts';
import { authorOn, newOwnerIn, type Transaction } from './transaction.ts';

interface Around {
  readonly staff: ReadonlySet<number>;
  readonly requestors: ReadonlySet<number>;
  readonly tally: Tally;
}

/** What happened to one ticket, in its order, as moves and replies. */
export function eventsOf(transactions: readonly Transaction[], { staff, requestors, tally }: Around) {
  const authorOf = authorOn({ staff, requestors });
  const moves: Fact<'ticket_moves'>[] = [];
  const replies: Fact<'replies'>[] = [];
  for (const transaction of transactions) {
    const { id, ObjectId, Type, NewValue, Created, Creator } = transaction;
    const by = authorOf(transaction);
    const event = { id: String(id), ticket: String(ObjectId), at: Created, by };
    const owner = newOwnerIn(transaction);
    // It does not say with which status it was created; `new` is the usual one.
    if (Type === 'Create') moves.push({ ...event, seq: id, status: 'new', agent: null });
    if (Type === 'Status') {
      const status = wordFor(NewValue, { words: statusWords, field: 'ticket_moves.status', tally });
      moves.push({ ...event, seq: id, status, agent: null });
    }
    if (owner !== null && staff.has(owner)) moves.push({ ...event, seq: id, status: null, agent: String(owner) });
    if (Type === 'Correspond' || Type === 'Comment') {
      const agent = by === 'agent' ? String(Creator.id) : null;
      replies.push({ ...event, agent, is_public: Type === 'Correspond', waited_seconds: null });
    }
  }
  return { moves: inOneUpdate(moves, replies), replies };
}
