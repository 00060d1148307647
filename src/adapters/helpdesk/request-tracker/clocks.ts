import type { Fact } from '../../../helpdesk.ts';
import { authorOn, type Transaction } from './events.ts';
import { instantIn } from './fields.ts';
import { isSolved, type ForeignTicket } from './ticket.ts';

type Clock = Fact<'sla_clocks'>;

/**
 * The reply clocks of a ticket with a service level. Its rules keep one date, `Due`: while a customer waits for an answer
 * that is when it must be given, and it moves with every message. A reply, or the solution, stops the clock.
 */
export function clocksOf(
  ticket: ForeignTicket,
  transactions: readonly Transaction[],
  people: { staff: ReadonlySet<number>; requestors: ReadonlySet<number> },
): Clock[] {
  if (ticket.SLA === null) return [];
  const authorOf = authorOn(people);
  const clocks: Clock[] = [];
  let due = firstDue(ticket, transactions);
  let running: Clock | undefined = begin(ticket, 'first_reply', { at: ticket.Created, due });
  const end = (at: number | null) => {
    if (running !== undefined && running.target_at !== null) clocks.push({ ...running, stopped_at: at });
    running = undefined;
  };
  for (const transaction of transactions) {
    const { Type, Field, NewValue, Created } = transaction;
    if (Type === 'Set' && Field === 'Due') {
      due = instantIn(NewValue);
      if (running !== undefined) running = { ...running, target_at: due };
    }
    if (Type === 'Status' && isSolved(NewValue)) end(Created);
    if (Type !== 'Correspond') continue;
    const by = authorOf(transaction);
    if (by === 'agent') end(Created);
    // The date that stood before was for something else: a new one follows.
    if (by === 'customer') running ??= begin(ticket, 'next_reply', { at: Created, due: null });
  }
  end(null);
  return clocks;
}

function begin(ticket: ForeignTicket, kind: Clock['kind'], { at, due }: { at: number; due: number | null }): Clock {
  return {
    ticket: String(ticket.id),
    kind,
    started_at: at,
    target_at: due,
    stopped_at: null,
    is_paused: false,
    policy: ticket.SLA,
  };
}

/** What a ticket was created with: the value that the first change replaced, else what it has now. */
function firstDue({ Due }: ForeignTicket, transactions: readonly Transaction[]): number | null {
  const first = transactions.find(({ Type, Field }) => Type === 'Set' && Field === 'Due');
  return first === undefined ? Due : instantIn(first.OldValue);
}
