import type { News } from '../../../helpdesk.ts';
import { isNotConnected } from '../kit/connected.ts';
import { inParallel } from '../kit/parallel.ts';
import { readRows } from '../kit/rows.ts';
import { openUnmapped } from '../kit/unmapped.ts';
import { clocksOf } from './clocks.ts';
import { foreignConversation, isFarewell, toReply } from './conversation.ts';
import { everyRow } from './every-page.ts';
import { movesOf } from './moves.ts';
import type { Tools } from './stream.ts';
import { toTicket, type ForeignTicket } from './ticket.ts';
import { foreignTimeEntry } from './time-entry.ts';

type TicketTools = Omit<Tools, 'activityFiles' | 'staff' | 'clock'>;

/** Each ticket with what belongs to it: one more request for its conversation, and one for its time where time is kept. */
export async function readTickets(tickets: readonly ForeignTicket[], tools: TicketTools): Promise<News> {
  await tools.companies.learn(tickets);
  const unmapped = openUnmapped();
  const read = await inParallel(tickets, (ticket) => readOne(ticket, { ...tools, unmapped }));
  return {
    facts: {
      tickets: read.flatMap(({ facts }) => facts.tickets ?? []),
      ticket_moves: read.flatMap(({ facts }) => facts.ticket_moves ?? []),
      replies: read.flatMap(({ facts }) => facts.replies ?? []),
      sla_clocks: read.flatMap(({ facts }) => facts.sla_clocks ?? []),
    },
    deleted: read.flatMap(({ deleted }) => deleted ?? []),
    skipped: read.flatMap(({ skipped }) => skipped ?? []),
    unmapped: unmapped.counts(),
  };
}

async function readOne(
  ticket: ForeignTicket,
  {
    api,
    agents,
    isTimed,
    signal,
    statuses,
    unmapped,
    ...tools
  }: TicketTools & { unmapped: ReturnType<typeof openUnmapped> },
): Promise<News> {
  let entries;
  let times: unknown[];
  try {
    entries = await everyRow((page) => api.conversations(ticket.id, page, { signal }));
    times = isTimed ? await everyRow((page) => api.timeEntries(ticket.id, page, { signal })) : [];
  } catch (error) {
    // Gone since the list was read: the list of those deleted has it.
    if (!isNotConnected(error)) throw error;
    return { facts: {} };
  }
  const conversation = readRows(entries, { as: foreignConversation, noun: 'conversation' });
  if (conversation.read.some(isFarewell)) {
    return { facts: {}, deleted: [{ id: String(ticket.id), at: ticket.updated_at }] };
  }
  const spent = readRows(times, { as: foreignTimeEntry, noun: 'time entry' });
  const seconds = new Map(spent.read.map(({ id, time_spent }) => [id, time_spent]));
  const handleSeconds = seconds.size === 0 ? null : [...seconds.values()].reduce((sum, each) => sum + each, 0);
  const status = statuses.word(ticket.status, unmapped);
  const cast = { ticket: ticket.id, requester: ticket.requester_id, agents };
  return {
    facts: {
      tickets: [toTicket(ticket, { ...tools, status, handleSeconds, unmapped })],
      ticket_moves: movesOf(ticket, status),
      replies: conversation.read.flatMap((entry) => toReply(entry, cast)),
      sla_clocks: clocksOf(ticket, status),
    },
    skipped: [...conversation.skipped, ...spent.skipped],
  };
}
