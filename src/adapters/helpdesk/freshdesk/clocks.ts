import { facts, type Fact } from '../../../helpdesk.ts';
import type { Status } from './statuses.ts';
import type { ForeignTicket } from './ticket.ts';

/** The targets Freshdesk has set a ticket. It moves them itself when a ticket goes on that had waited. */
export function clocksOf(ticket: ForeignTicket, status: Status): Fact<'sla_clocks'>[] {
  const { created_at, due_by, fr_due_by, nr_due_by, stats } = ticket;
  const { requester_responded_at: asked, agent_responded_at: answered } = stats;
  const isSolved = status === 'solved' || status === 'closed';
  const solvedAt = isSolved ? (stats.resolved_at ?? stats.closed_at) : null;
  const isAnswered = asked !== null && answered !== null && answered >= asked;
  const clocks = [
    { kind: 'first_reply', started_at: created_at, target_at: fr_due_by, stopped_at: stats.first_responded_at },
    // Its target is gone once the reply is there: without one the clock no longer counts, and warns of nothing.
    { kind: 'next_reply', started_at: asked, target_at: nr_due_by, stopped_at: isAnswered ? answered : null },
    { kind: 'resolution', started_at: created_at, target_at: due_by, stopped_at: solvedAt },
  ];
  return clocks
    .filter(({ started_at, target_at, stopped_at }) => started_at !== null && (target_at ?? stopped_at) !== null)
    .map((clock) => {
      const isPaused = clock.stopped_at === null && (status === 'pending' || status === 'hold');
      return facts.sla_clocks.parse({ ticket: String(ticket.id), ...clock, is_paused: isPaused });
    });
}
