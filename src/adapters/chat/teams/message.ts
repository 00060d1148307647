import type { Card } from '../../../chat.ts';
import { cleanLine } from '../../../text/clean.ts';
import { renderTeams } from './render.ts';

/** A card as an activity to post. */
export function cardMessage(card: Card): object {
  return {
    type: 'message',
    summary: cleanLine(card.summary),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: renderTeams(card) }],
  };
}

/** One line of our own words as an activity to post. */
export function lineMessage(text: string): object {
  return { type: 'message', textFormat: 'plain', text };
}
