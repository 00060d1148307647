import { sql, type Params, type Sql } from './sql.ts';
import type { Other } from './query.ts';

/** What several definitions share: conditions, as SQL, and populations. */

/**
 * A span in which its ticket is unsolved when the window ends. What touches no window at all is left out by itself, before
 * each row is held against each window.
 */
export function isUnsolved({ firstUntil, lastUntil }: Params): Sql {
  return sql`f.from_at <= t.until AND (f.to_at IS NULL OR f.to_at > t.until)
  AND f.from_at <= ${lastUntil} AND (f.to_at IS NULL OR f.to_at > ${firstUntil})`;
}

const contacts = '(f.agent_replies + coalesce(a.answered, 0))';
/** A ticket with a contact, a public reply or an answered call; calls are joined as `a`. */
export const isContacted = `${contacts} >= 1`;
/** A ticket that needed one contact only. */
export const isFirstContact = `${contacts} = 1 AND coalesce(f.reopens, 0) = 0 AND f.escalated_at IS NULL`;

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

/** How long customers who have left had been there. */
export const lifetimes: Other = {
  relation: 'customers',
  at: 't.until',
  where: 'f.ended_at < t.until',
  isStanding: true,
  measure: { kind: 'mean', of: 'f.ended_at - f.started_at' },
};
