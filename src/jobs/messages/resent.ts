import type { Card } from '../../chat.ts';

/** The card of a message that may have been posted before, saying so. */
export function resent(card: Card): Card {
  const note = 'Sent again: nobody could tell whether the first copy was posted.';
  return {
    summary: `${card.summary} (sent again)`,
    blocks: [...card.blocks, { type: 'footer', lines: [note] }],
  };
}
