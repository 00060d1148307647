import { cleanLine } from './clean.ts';
import { cellWidth, cutToWidth, pad } from './width.ts';

interface Table {
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

const gap = '  ';
const narrowest = 6;

/**
 * A table of characters: its titles, a rule, and a line for each row, cleaned.
 * @param cell columns of the widest cell
 * @param line columns of a line; where they are too few, the widest cells are cut, but not to less than six
 */
export function layTable({ columns, rows }: Table, { cell = Infinity, line = Infinity } = {}): string[] {
  if (columns.length === 0) return [];
  const titles = columns.map(({ title }) => measured(title, cell));
  const cells = rows.map((row) => columns.map((_, column) => measured(row[column] ?? '', cell)));
  const widths = fit(
    columns.map((_, column) => Math.max(1, ...[titles, ...cells].map((row) => row[column]?.width ?? 0))),
    line,
  );
  const draw = (row: readonly Cell[]) =>
    row
      .map(({ text, width }, column) => {
        const { align = 'left' } = columns[column] ?? {};
        const room = widths[column] ?? 0;
        if (width > room) return pad(cutToWidth(text, room), { width: room, align });
        const space = ' '.repeat(room - width);
        return align === 'right' ? space + text : text + space;
      })
      .join(gap)
      .trimEnd();
  return [draw(titles), widths.map((width) => '─'.repeat(width)).join(gap), ...cells.map(draw)];
}

/** Measured once: that takes most of the time a table takes. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

function measured(given: string, widest: number): Cell {
  const text = cutToWidth(cleanLine(given), widest);
  return { text, width: cellWidth(text) };
}

/** Takes columns off the widest ones until the line fits, or nothing is wider than the narrowest allowed. */
function fit(wanted: readonly number[], line: number): number[] {
  const widths = [...wanted];
  const available = line - gap.length * (widths.length - 1);
  for (let excess = widths.reduce((sum, one) => sum + one, 0) - available; excess > 0; excess -= 1) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    widths[widths.indexOf(widest)] = widest - 1;
  }
  return widths;
}
