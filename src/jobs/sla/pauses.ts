import { isAsking, isSolvedUnknown, solvedAt, type History } from './history.ts';
import type { Pause } from './target.ts';

/**
 * The pauses of a ticket after one more look at it, at `now` (epoch seconds). Facts tell only how a ticket stands, so what
 * passed between two looks is read off the times of its change, its solution and its customer's replies. Looking again
 * without a change of the ticket changes nothing.
 */
export function pausesSeen(history: History, now: number): Pause[] {
  const pauses = [...history.pauses, ...stoodSolved(history, now)].toSorted((a, b) => a.from - b.from);
  const isPending = history.ticket.status === 'pending';
  const open = pauses.findIndex(({ to }) => to === null);
  if (open === -1) return isPending ? [...pauses, { from: pendingSince(history, pauses, now), to: null }] : pauses;
  if (isPending) return pauses;
  return pauses.map((pause, index) => (index === open ? { ...pause, to: endOf(pause, history, now) } : pause));
}

/** Pending since its last change, for all we know, though not before a pause that is over. */
function pendingSince({ ticket }: History, pauses: readonly Pause[], now: number): number {
  return Math.max(ticket.created_at, ticket.updated_at ?? now, pauses.at(-1)?.to ?? 0);
}

/** A ticket pending no more: solved, or answered by its customer, or else changed. */
function endOf({ from }: Pause, history: History, now: number): number {
  const solved = isSolvedUnknown(history) ? null : solvedAt(history);
  return Math.max(from, solved ?? backAfter(from, history, now));
}

/** A reopened ticket whose source keeps no history: it stood solved from then until it was changed. */
function stoodSolved(history: History, now: number): Pause[] {
  const { stoppedBefore, spans, pauses } = history;
  const isReopened = stoppedBefore !== null && solvedAt(history) === null && !isSolvedUnknown(history);
  if (!isReopened || pauses.some(({ from }) => from === stoppedBefore)) return [];
  if (spans.some(({ from_at }) => from_at >= stoppedBefore)) return [];
  return [{ from: stoppedBefore, to: Math.max(stoppedBefore, backAfter(stoppedBefore, history, now)) }];
}

function backAfter(from: number, { ticket, replies }: History, now: number): number {
  const reply = replies.find((one) => isAsking(one) && one.at > from);
  return reply?.at ?? ticket.updated_at ?? now;
}
