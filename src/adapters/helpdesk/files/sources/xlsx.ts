import { stat } from 'node:fs/promises';
import { cellText } from '../cells/text.ts';
import { explainFileError, unreadable } from '../unreadable.ts';
import { checkRegular } from './regular-file.ts';
import type { FileShape, Line, Source } from './source.ts';
import { unpackedBytes } from './zip-size.ts';

/** A workbook is read as a whole: larger ones are exported as CSV. */
const mostBytes = 32 << 20;
const mostUnpacked = 256 << 20;

type Row = readonly unknown[];

async function checkSize(path: string): Promise<void> {
  const { size } = await stat(path);
  const unpacked = await unpackedBytes(path).catch((error: unknown) => explainFileError(path, error));
  if (unpacked === undefined)
    throw unreadable(path, 'it is no .xlsx workbook, or it is damaged; save it as .xlsx or .csv');
  if (size > mostBytes || unpacked > mostUnpacked) {
    throw unreadable(path, 'it is larger than 32 MB, or 256 MB unpacked; save the sheet as .csv');
  }
}

async function readRows(path: string, sheet: string | number | undefined): Promise<readonly Row[]> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    return (await readSheet(path, sheet ?? 1)) as readonly Row[];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'SheetNotFoundError') throw unreadable(path, `it has no sheet ${JSON.stringify(sheet ?? 1)}`);
    throw unreadable(path, 'it is no .xlsx workbook, or it is damaged; save it as .xlsx or .csv');
  }
}

/**
 * Open a sheet of an Excel workbook, the first unless the mapping names one. Its dates are `Date`s that show, in UTC, what the
 * clocks of the file's zone showed. A line's number is its row.
 * @throws UserError when it is no workbook, too large for one, or cannot be opened
 */
export async function openXlsx(path: string, { sheet, skip }: FileShape): Promise<Source> {
  await checkRegular(path);
  await checkSize(path);
  const rows = await readRows(path, sheet);
  const header = (rows[skip] ?? []).map((cell) => cellText(cell));
  const names = header.filter((name) => name !== '');
  if (names.length === 0) throw unreadable(path, 'it is empty; its first row must name the columns');

  async function* lines(): AsyncGenerator<Line> {
    for (const [index, row] of rows.entries()) {
      if (index <= skip || row.every((cell) => cell === null)) continue;
      const isRagged = row.slice(header.length).some((cell) => cell !== null);
      if (isRagged)
        yield { number: index + 1, problem: `expected ${header.length} cells as in the header, got ${row.length}` };
      else yield { number: index + 1, cells: new Map(header.map((name, column) => [name, row[column]])) };
    }
  }
  const doubled = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return { columns: [...new Set(names)], doubled, lines };
}
