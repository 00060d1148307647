import type { Fact } from '../../helpdesk.ts';
import type { Pause } from './target.ts';

/** All that is known of a ticket that its clocks depend on. Spans and replies are in order of time. */
export interface History {
  readonly ticket: Pick<
    Fact<'tickets'>,
    'id' | 'status' | 'priority' | 'team' | 'channel' | 'tags' | 'created_at' | 'updated_at' | 'first_reply_at'
  >;
  readonly spans: readonly Pick<Fact<'ticket_spans'>, 'from_at' | 'to_at'>[];
  readonly replies: readonly Pick<Fact<'replies'>, 'at' | 'by' | 'is_public' | 'waited_seconds'>[];
  /** Those noted up to now. */
  readonly pauses: readonly Pause[];
  /** When its resolution clock last stood stopped; null where it had none or it ran. */
  readonly stoppedBefore: number | null;
}

/** When the ticket was solved for good, or null while it is not. */
export function solvedAt({ spans }: Pick<History, 'spans'>): number | null {
  return spans.at(-1)?.to_at ?? null;
}

/** Solved by its status, but nobody knows when. */
export function isSolvedUnknown({ ticket, spans }: Pick<History, 'ticket' | 'spans'>): boolean {
  return (ticket.status === 'solved' || ticket.status === 'closed') && solvedAt({ spans }) === null;
}

type Reply = History['replies'][number];

export function isAnswer({ by, is_public }: Reply): boolean {
  return by === 'agent' && is_public !== false;
}

export function isAsking({ by, is_public }: Reply): boolean {
  return by === 'customer' && is_public !== false;
}

/** The first public reply of an agent. */
export function answeredFirstAt({ ticket, replies }: Pick<History, 'ticket' | 'replies'>): number | null {
  return ticket.first_reply_at ?? replies.find(isAnswer)?.at ?? null;
}
