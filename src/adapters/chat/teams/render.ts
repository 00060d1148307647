import type { Card } from '../../../chat.ts';
import type { AdaptiveCard, Element } from './adaptive-card.ts';
import { drawBlock } from './draw-block.ts';
import { budget, limitsInTurn, type Limits } from './limits.ts';
import { cut, escapeMarkdown, textBlock } from './plain-text.ts';

/**
 * A card as Teams shows it, at most 24 KB: what is too long loses rows first, then the ends of its texts, then whole
 * blocks, and says so.
 */
export function renderTeams(card: Card): AdaptiveCard {
  for (const limits of limitsInTurn) {
    const drawn = frame(
      card,
      card.blocks.flatMap((block) => drawBlock(block, limits)),
    );
    if (fits(drawn)) return drawn;
  }
  return renderWhatFits(card, limitsInTurn.at(-1) ?? limitsInTurn[0]);
}

function renderWhatFits(card: Card, limits: Limits): AdaptiveCard {
  const note = textBlock('The rest does not fit in one message.', { size: 'Small', isSubtle: true });
  const body: Element[] = [];
  for (const block of card.blocks) {
    const drawn = drawBlock(block, limits);
    if (fits(frame(card, [...body, ...drawn, note]))) body.push(...drawn);
  }
  return frame(card, [...body, note]);
}

function frame(card: Card, body: readonly Element[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: escapeMarkdown(cut(card.summary, 300)),
    msteams: { width: 'Full' },
    body,
  };
}

function fits(card: AdaptiveCard): boolean {
  return Buffer.byteLength(JSON.stringify(card)) <= budget;
}
