import type { PlainTextElement, RichTextSection, RichTextText } from '@slack/types';

import { cleanText } from '../../../text/clean.ts';

/** The marks Slack reads even in plain text: entities for links, mentions and broadcasts. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Makes text literal in every part of a message. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => entities[character] ?? character);
}

/** Cleaned and escaped text of at most `limit` characters as Slack counts them, ending in `mark` when something was cut. */
export function fitText(text: string, limit: number, mark = '…'): string {
  const clean = cleanText(text).trim();
  const whole = escapeText(clean);
  if (whole.length <= limit) return whole;
  let kept = '';
  for (const character of clean) {
    const escaped = escapeText(character);
    if (kept.length + escaped.length > limit - mark.length) break;
    kept += escaped;
  }
  return kept + mark;
}

/** `text` has to be fitted already. */
export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** `text` has to be fitted already. */
export function richText(text: string, style?: RichTextText['style']): RichTextText {
  return style === undefined ? { type: 'text', text } : { type: 'text', text, style };
}

/** One run of rich text, which Slack shows as it stands: no markup is read in it. */
export function richSection(...elements: RichTextSection['elements']): RichTextSection {
  return { type: 'rich_text_section', elements };
}
