import type { RichTextBlock } from '@slack/types';

import type { Block } from '../../../chat.ts';
import { layTable } from '../../../text/table.ts';
import { takeWithin } from './budget.ts';
import { escapeText, richSection, richText } from './text.ts';

type Table = Extract<Block, { type: 'table' }>;

const mostColumns = 10;
const cellWidth = 40;
const mostCharacters = 3_500;

/**
 * A table in a fixed-width font: it aligns everywhere, and a message may hold several (Slack's own table block comes
 * once a message).
 */
export function drawTable(table: Table): RichTextBlock[] {
  const columns = table.columns.slice(0, mostColumns);
  if (columns.length === 0) return [];
  const [titles = '', rule = '', ...rows] = layTable({ columns, rows: table.rows }, { cell: cellWidth }).map(
    escapeText,
  );
  const lines = takeWithin(rows, mostCharacters);
  const notes = [
    ...(lines.length < rows.length ? [`… rows left out: ${rows.length - lines.length}`] : []),
    ...(columns.length < table.columns.length ? [`… columns left out: ${table.columns.length - columns.length}`] : []),
  ];
  return [
    {
      type: 'rich_text',
      elements: [
        { type: 'rich_text_preformatted', elements: [richText([titles, rule, ...lines].join('\n'))] },
        ...(notes.length > 0 ? [richSection(richText(notes.join(', ')))] : []),
      ],
    },
  ];
}
