import type { Block } from '../../../chat.ts';
import { cellWidth, cutToWidth, pad } from './cell-width.ts';
import { plainLine } from './plain-text.ts';

type Table = Pick<Extract<Block, { type: 'table' }>, 'columns' | 'rows'>;

const gap = '  ';
const narrowest = 6;

/** A table with a rule under its titles; where it is too wide, its widest columns are cut. */
export function drawTable({ columns, rows }: Table, width: number): string[] {
  if (columns.length === 0) return [];
  const titles = columns.map(({ title }) => plainLine(title));
  const cells = rows.map((row) => columns.map((_, column) => plainLine(row[column] ?? '')));
  const widths = fit(
    columns.map((_, column) => Math.max(...[titles, ...cells].map((row) => cellWidth(row[column] ?? '')))),
    width,
  );
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, column) => {
        const room = widths[column] ?? 0;
        return pad(cutToWidth(row[column] ?? '', room), { width: room, align });
      })
      .join(gap)
      .trimEnd();
  return [line(titles), widths.map((room) => '─'.repeat(room)).join(gap), ...cells.map(line)];
}

/** Takes columns off the widest ones until the line fits, or nothing is wider than the narrowest allowed. */
function fit(wanted: readonly number[], width: number): number[] {
  const widths = [...wanted];
  const available = width - gap.length * (widths.length - 1);
  for (let excess = widths.reduce((sum, one) => sum + one, 0) - available; excess > 0; excess -= 1) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}
