import { basename, extname } from 'node:path';
import type { Batch, Facts, Skipped, Table } from '../../../helpdesk.ts';
import { openCsv } from './csv.ts';
import { readRow } from './fact.ts';
import type { TableFile } from './find.ts';
import { openJsonl } from './jsonl.ts';
import { openParquet } from './parquet.ts';
import { quote } from './reading.ts';
import { recipesFor, type Recipe } from './recipe.ts';
import type { Source } from './source.ts';
import { strangersBeside } from './strangers.ts';
import { unreadable } from './unreadable.ts';

/** Rows, read or skipped, that make a batch. */
const batchRows = 5000;

/** A file that was found good to read. */
export interface OpenTable {
  readonly table: Table;
  readonly file: string;
  readonly columns: number;
  batches(): AsyncIterable<Omit<Batch, 'cursor'>>;
}

function openSource({ path, map }: TableFile): Promise<Source> {
  if (extname(path) === '.csv') return openCsv(path, map.delimiter);
  return extname(path) === '.jsonl' ? openJsonl(path) : openParquet(path);
}

function checkColumns(path: string, columns: readonly string[], recipes: readonly Recipe[]): void {
  const needed = recipes.filter(({ isNeeded }) => isNeeded).flatMap(({ reads }) => reads);
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length === 0) return;
  const hint = columns.length === 1 && /[;\t|]/.test(columns[0] ?? '') ? '; a mapping can name another delimiter' : '';
  const found = columns.slice(0, 30).map(quote).join(', ');
  throw unreadable(path, `it has no column ${missing.map(quote).join(', ')}; its columns are ${found}${hint}`);
}

/**
 * Open a table's file and check what can be told before a row is read.
 * @throws UserError when nothing can be loaded from it
 */
export async function openTable(found: TableFile): Promise<OpenTable> {
  const { table, path, map } = found;
  const file = basename(path);
  const recipes = recipesFor(table, map);
  const source = await openSource(found);
  if (source.columns) checkColumns(path, source.columns, recipes);

  async function* batches(): AsyncGenerator<Omit<Batch, 'cursor'>> {
    const newStrangers = strangersBeside(recipes.flatMap(({ reads }) => reads));
    let rows: object[] = [];
    let skipped: Skipped[] = [];
    let unmapped: Record<string, number> = {};
    let ticket: unknown;

    const skipStrangers = (names: Iterable<string>) => {
      for (const name of newStrangers(names)) {
        skipped.push({ place: file, reason: `column ${quote(name)} is not known and was ignored` });
      }
    };
    const take = () => {
      const batch = { facts: { [table]: rows } as Facts, skipped, unmapped };
      [rows, skipped, unmapped] = [[], [], {}];
      return batch;
    };

    skipStrangers(source.columns ?? []);
    for await (const line of source.lines()) {
      const reading =
        'problem' in line ? { problems: [line.problem], unmapped: [] } : readRow(table, recipes, line.cells);
      if ('cells' in line) skipStrangers(line.cells.keys());
      const next =
        table === 'ticket_spans' && reading.fact && 'ticket' in reading.fact ? reading.fact.ticket : undefined;
      // A ticket's spans replace each other as a set, so one ticket's are never parted.
      if (rows.length + skipped.length >= batchRows && (next === undefined || next !== ticket)) yield take();
      ticket = next;
      if (reading.fact) rows.push(reading.fact);
      if (reading.problems.length > 0) {
        skipped.push({ place: `${file} line ${line.number}`, reason: reading.problems.join('; ') });
      }
      for (const value of reading.unmapped) unmapped[value] = (unmapped[value] ?? 0) + 1;
    }
    yield take();
  }

  return { table, file, columns: source.columns?.length ?? 0, batches };
}
