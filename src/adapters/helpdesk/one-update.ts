import type { Fact } from '../../helpdesk.ts';

/** Seconds between what belongs together. */
const slack = 5;

/**
 * An agent's message and the changes sent with it are one update, though a desk may record each with a second of its own: those
 * moves of a ticket take the message's instant. Its first move, the creation, stays where it is. The order of moves is kept.
 */
export function inOneUpdate(
  moves: readonly Fact<'ticket_moves'>[],
  replies: readonly Fact<'replies'>[],
): Fact<'ticket_moves'>[] {
  const said = replies
    .filter(({ by }) => by === 'agent')
    .map(({ at }) => at)
    .toSorted((a, b) => a - b);
  return moves.map((move, index) => {
    const message = index === 0 ? undefined : said.find((at) => Math.abs(move.at - at) <= slack);
    return message === undefined ? move : { ...move, at: message };
  });
}
