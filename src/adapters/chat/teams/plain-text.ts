import { cleanText } from '../../../text/clean.ts';
import type { RichTextBlock, TextRun } from './adaptive-card.ts';

type Look = Omit<TextRun, 'type' | 'text'>;

/**
 * Text that shows as it is, cleaned. A TextRun takes no markdown and, without a `msteams.entities` beside it, no `<at>`; only
 * the card's own date functions, `{{DATE(…)}}`, would still be carried out.
 */
export function textRun(text: string, look: Look = {}): TextRun {
  return { type: 'TextRun', text: cleanText(text).replaceAll('{{', '{\u2060{'), ...look };
}

/** A line of text of one look. */
export function textBlock(text: string, look: Look = {}): RichTextBlock {
  return { type: 'RichTextBlock', inlines: [textRun(text, look)] };
}

/** At most so many UTF-16 code units, cleaned, the last of them a `…` where something was cut off. */
export function cut(text: string, length: number): string {
  const clean = cleanText(text);
  if (clean.length <= length) return clean;
  return `${clean.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** For the places where markdown is read and cannot be avoided. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>~#|]/g, String.raw`\$&`);
}
