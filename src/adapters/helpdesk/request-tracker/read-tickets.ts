import type { News } from '../../../helpdesk.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { clocksOf } from './clocks.ts';
import { pagesById } from './envelope.ts';
import { eventsOf } from './events.ts';
import type { Tools } from './stream.ts';
import { foreignTicket, requestorsOf, toTicket } from './ticket.ts';
import { foreignTransaction, type Transaction } from './transaction.ts';

/** A page of tickets with all that ever happened to them. @returns also the ids of the transactions that were read */
export async function readTickets(
  rows: readonly unknown[],
  tools: Omit<Tools, 'privileged'>,
): Promise<{ told: News; transactions: readonly number[] }> {
  const { read, skipped } = readRows(rows, { as: foreignTicket, noun: 'ticket' });
  const history = await historyOf(
    read.map(({ id }) => id),
    tools,
  );
  const { staff, address } = tools;
  const unmapped = openUnmapped();
  const tickets = [];
  const moves = [];
  const replies = [];
  const clocks = [];
  for (const ticket of read) {
    const transactions = history.read.filter(({ ObjectId }) => ObjectId === ticket.id);
    const requestors = new Set(requestorsOf(ticket).map(({ id }) => id));
    tickets.push(toTicket(ticket, { staff, address, unmapped }));
    const events = eventsOf(ticket, transactions, { staff, requestors, unmapped });
    moves.push(...events.moves);
    replies.push(...events.replies);
    clocks.push(...clocksOf(ticket, transactions, { staff, requestors }));
  }
  const facts = { tickets, ticket_moves: moves, replies };
  return {
    told: {
      // Named only where there is one: without service levels of its own, those of the configuration apply.
      facts: clocks.length === 0 ? facts : { ...facts, sla_clocks: clocks },
      skipped: [...skipped, ...history.skipped],
      unmapped: unmapped.counts(),
    },
    transactions: history.read.map(({ id }) => id),
  };
}

async function historyOf(tickets: readonly number[], { api, signal }: Pick<Tools, 'api' | 'signal'>) {
  const read: Transaction[] = [];
  const skipped = [];
  const these = tickets.map((id) => `ObjectId = ${id}`).join(' OR ');
  const ask = (after: number) => api.transactions(`(${these}) AND id > ${after}`, { signal });
  if (tickets.length === 0) return { read, skipped: [] };
  for await (const page of pagesById(ask, 0)) {
    const rows = readRows(page.rows, { as: foreignTransaction, noun: 'transaction' });
    read.push(...rows.read);
    skipped.push(...rows.skipped);
  }
  return { read, skipped };
}
