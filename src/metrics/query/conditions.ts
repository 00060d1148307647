/** Conditions that several definitions share, as SQL. */

/** A span of a ticket that is there. */
const isOfTicket = 'k.id = f.ticket';

/**
 * A span in which its ticket is unsolved when the window ends. What touches no window at all is left out by itself, before
 * each row is held against each window.
 */
export const isUnsolved = `${isOfTicket} AND f.from_at <= t.until AND (f.to_at IS NULL OR f.to_at > t.until)
  AND f.from_at <= $lastUntil AND (f.to_at IS NULL OR f.to_at > $firstUntil)`;

/** A survey of a kind, with a score and both ends of its scale. */
export function isScored(kind: 'csat' | 'nps' | 'ces' | 'esat'): string {
  return `f.kind = '${kind}' AND f.score IS NOT NULL AND f.scale_max > f.scale_min`;
}

/** A score's place between the ends of its scale, 0–1. */
export const placeOnScale = '(f.score - f.scale_min) / (f.scale_max - f.scale_min)';

/** A customer who is one at an instant. */
export function isActiveAt(instant: 't.since' | 't.until'): string {
  return `f.started_at < ${instant} AND (f.ended_at IS NULL OR f.ended_at >= ${instant})`;
}

/** A ticket that is a complaint or was escalated. */
export function isComplaint(ticket: 'f' | 'k'): string {
  return `(${ticket}.is_complaint OR ${ticket}.escalated_at IS NOT NULL)`;
}
