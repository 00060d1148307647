import { facts, type Fact } from '../../../helpdesk.ts';
import type { Status } from './statuses.ts';
import type { ForeignTicket } from './ticket.ts';

/** An outbound e-mail: the agent wrote first. */
const outbound = 10;

/**
 * The moves that a ticket's own row tells of: its creation, the last time of each turn, and whom it is with now. What went
 * before is in the activities, where the account has them; else each reading adds what is new by then.
 */
export function movesOf(ticket: ForeignTicket, status: Status): Fact<'ticket_moves'>[] {
  const { id, created_at, updated_at, source, responder_id, stats } = ticket;
  const turns: readonly (readonly [Status, number | null])[] = [
    ['open', stats.reopened_at],
    ['pending', status === 'pending' ? stats.pending_since : null],
    ['solved', stats.resolved_at],
    ['closed', stats.closed_at],
    [status, stats.status_updated_at],
  ];
  const moved = new Map(
    turns.flatMap(([status, at]) => (at === null ? [] : [[`${id}:${status}:${at}`, { status, at }] as const])),
  );
  const born = { id: `${id}:created`, at: created_at, by: source === outbound ? 'agent' : null, status: 'open' };
  const held = responder_id === null ? [] : [{ id: `${id}:with:${responder_id}`, at: updated_at, agent: responder_id }];
  return [born, ...[...moved].map(([key, turn]) => ({ id: key, ...turn })), ...held].map((move) =>
    facts.ticket_moves.parse({ ticket: String(id), seq: 0, ...move }),
  );
}
