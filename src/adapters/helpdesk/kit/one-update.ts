import type { Fact } from '../../../helpdesk.ts';

/** Seconds between what belongs together. */
const tolerance = 5;

/**
 * An agent's message and the changes sent with it are one update, though a desk may record each with a second of its own:
 * moves next to such a message take its instant. The first move, the creation, stays where it is. The order of moves is kept.
 */
export function inOneUpdate(
  moves: readonly Fact<'ticket_moves'>[],
  replies: readonly Fact<'replies'>[],
): Fact<'ticket_moves'>[] {
  return moves.map((move, index) => {
    const distance = ({ at }: Fact<'replies'>) => Math.abs(at - move.at);
    const [nearest] = replies.toSorted((a, b) => distance(a) - distance(b) || a.at - b.at);
    const isOne = index > 0 && nearest?.by === 'agent' && distance(nearest) <= tolerance;
    return isOne ? { ...move, at: nearest.at } : move;
  });
}
