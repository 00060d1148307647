import type { Element, RichTextBlock, Table, TableRow, TextRun } from './adaptive-card.ts';
import { within, type Limits } from './limits.ts';
import { cut, textBlock, textRun } from './plain-text.ts';

interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

interface Grid {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Without, the first column is set in bold instead. */
  readonly hasHeader: boolean;
}

/** A table, and below it how many rows were left out, if any were. */
export function drawTable({ columns, rows, hasHeader }: Grid, limits: Limits): readonly Element[] {
  const { shown, left } = within(rows, limits);
  const titles = columns.map(({ title }) => title);
  const bold = { weight: 'Bolder' } as const;
  const header = hasHeader ? [tableRow(titles, columns, { limits, look: () => bold })] : [];
  const body = shown.map((row) =>
    tableRow(row, columns, { limits, look: (column) => (!hasHeader && column === 0 ? bold : {}) }),
  );
  if (columns.length === 0 || header.length + body.length === 0) return [];

  const table: Table = {
    type: 'Table',
    firstRowAsHeaders: hasHeader,
    showGridLines: false,
    columns: columns.map(() => ({ width: 1 })),
    rows: [...header, ...body],
  };
  return left === 0 ? [table] : [table, leftOut(left, 'rows')];
}

/** Says that a list goes on. */
export function leftOut(count: number, what: string): RichTextBlock {
  return textBlock(`… and ${count} more ${what}, which do not fit in one message.`, { size: 'Small', isSubtle: true });
}

function tableRow(
  texts: readonly string[],
  columns: readonly Column[],
  { limits, look }: { limits: Limits; look: (column: number) => Pick<TextRun, 'weight'> },
): TableRow {
  const cells = columns.map(({ align }, column) => {
    const text = cut(texts[column] ?? '', limits.letters);
    if (text === '') return { type: 'TableCell' as const, items: [] };
    const cell: RichTextBlock = {
      type: 'RichTextBlock',
      inlines: [textRun(text, look(column))],
      ...(align === 'right' && { horizontalAlignment: 'Right' as const }),
    };
    return { type: 'TableCell' as const, items: [cell] };
  });
  return { type: 'TableRow', cells };
}
