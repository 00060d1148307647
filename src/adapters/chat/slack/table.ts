import type { RichTextBlock } from '@slack/types';

import type { Block } from '../../../chat.ts';
import { takeWithin } from './budget.ts';
import { cleanText, escapeText, richSection, richText } from './text.ts';

type Table = Extract<Block, { type: 'table' }>;

const mostColumns = 10;
const cellWidth = 40;
const mostCharacters = 3_500;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u{FE0F}\u{3000}-\u{303F}\u{FF01}-\u{FF60}]/u;

/**
 * A table in a fixed-width font: it aligns everywhere, and a message may hold several (Slack's own table block comes
 * once a message).
 */
export function layTable(table: Table): RichTextBlock[] {
  const columns = table.columns.slice(0, mostColumns);
  if (columns.length === 0) return [];
  const titles = columns.map((column) => cutToWidth(column.title));
  const rows = table.rows.map((row) => columns.map((_, at) => cutToWidth(row[at] ?? '')));
  const widths = columns.map((_, at) => Math.max(1, ...[titles, ...rows].map((row) => widthOf(row[at] ?? ''))));
  const line = (row: readonly string[]) =>
    escapeText(
      columns
        .map(({ align }, at) => pad(row[at] ?? '', { width: widths[at] ?? 1, align }))
        .join('  ')
        .trimEnd(),
    );
  const lines = takeWithin(rows.map(line), mostCharacters);
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const notes = [
    ...(lines.length < rows.length ? [`… rows left out: ${rows.length - lines.length}`] : []),
    ...(columns.length < table.columns.length ? [`… columns left out: ${table.columns.length - columns.length}`] : []),
  ];
  return [
    {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_preformatted', elements: [richText([line(titles), rule, ...lines].join('\n'))] },
        ...(notes.length > 0 ? [richSection(richText(notes.join(', ')))] : []),
      ],
    },
  ];
}

/** Columns a text takes in a fixed-width font, where East Asian characters and emoji are two wide. */
function widthOf(text: string): number {
  return Iterator.from(graphemes.segment(text)).reduce((width, { segment }) => width + (wide.test(segment) ? 2 : 1), 0);
}

function cutToWidth(text: string): string {
  const flat = cleanText(text).replaceAll(/\s+/g, ' ').trim();
  if (widthOf(flat) <= cellWidth) return flat;
  let kept = '';
  for (const { segment } of graphemes.segment(flat)) {
    if (widthOf(kept + segment) >= cellWidth) break;
    kept += segment;
  }
  return `${kept}…`;
}

function pad(text: string, { width, align }: { width: number; align: 'left' | 'right' }): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}
