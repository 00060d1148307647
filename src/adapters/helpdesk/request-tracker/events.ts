import type { Fact } from '../../../helpdesk.ts';
import { inOneUpdate } from '../kit/one-update.ts';
import { wordFor, type Unmapped } from '../kit/unmapped.ts';
import { statusWords } from './status.ts';
import type { ForeignTicket } from './ticket.ts';
import { authorOn, ownersIn, type Transaction } from './transaction.ts';

interface Around {
  readonly staff: ReadonlySet<number>;
  readonly requestors: ReadonlySet<number>;
  readonly unmapped: Unmapped;
}

/** What happened to one ticket, in its order, as moves and replies. */
export function eventsOf(
  ticket: ForeignTicket,
  transactions: readonly Transaction[],
  { staff, requestors, unmapped }: Around,
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
