import { basename } from 'node:path';
import type { Batch, Facts, Skipped, Table } from '../../../helpdesk.ts';
import { quote } from './cells/reading.ts';
import type { TableFile } from './find.ts';
import { isMet } from './rows/condition.ts';
import { readRow } from './rows/fact.ts';
import { recipesFor, type Recipe } from './rows/recipe.ts';
import { findOpener } from './sources/open.ts';
import type { Line, Source } from './sources/source.ts';
import { unreadable } from './unreadable.ts';

/** Rows, read or skipped, that make a batch. */
const batchRows = 5000;

/** A file that was found good to read, as one of the tables it feeds. */
export interface OpenTable {
  readonly table: Table;
  readonly path: string;
  readonly file: string;
  readonly columns: readonly string[];
  /** Columns of the file that are read for the table. */
  readonly reads: readonly string[];
  /** What was found out about how the file is written. */
  readonly remarks: readonly string[];
  /** @param strangers lets through columns that nothing uses, the first time */
  batches(strangers: (names: Iterable<string>) => string[]): AsyncIterable<Omit<Batch, 'cursor'>>;
}

/** What the file calls a column that is asked for: the same, or the same but for capitals. */
function namesIn(columns: readonly string[]): (name: string) => string {
  const inAnyCase = new Map<string, string | undefined>();
  for (const column of columns) {
    const key = column.toLowerCase();
    inAnyCase.set(key, inAnyCase.has(key) ? undefined : column);
  }
  const exact = new Set(columns);
  return (wanted) => {
    const name = wanted.normalize('NFC').trim();
    return exact.has(name) ? name : (inAnyCase.get(name.toLowerCase()) ?? name);
  };
}

function missingFrom(columns: readonly string[], { reads, needs }: Recipe): string[] {
  const missing = reads.filter((name) => !columns.includes(name));
  return needs === 'all' || (needs === 'any' && missing.length === reads.length) ? missing : [];
}

function checkColumns(path: string, { columns = [], doubled }: Source, recipes: readonly Recipe[]): void {
  const twice = recipes.flatMap(({ reads }) => reads).find((name) => doubled?.has(name));
  if (twice !== undefined) throw unreadable(path, `its header names ${quote(twice)} twice; rename one of them`);
  const missing = [...new Set(recipes.flatMap((recipe) => missingFrom(columns, recipe)))];
  if (missing.length === 0) return;
  const found = columns.slice(0, 30).map(quote).join(', ');
  throw unreadable(path, `it has no column ${missing.map(quote).join(', ')}; its columns are ${found}`);
}

/**
 * Open a table's file and check what can be told before a row is read.
 * @param options `now` in epoch seconds
 * @throws UserError when nothing can be loaded from it
 */
export async function openTable(found: TableFile, { now }: { now: number }): Promise<OpenTable> {
  const { table, path, map } = found;
  const file = basename(path);
  const open = findOpener(path);
  if (!open) throw unreadable(path, 'its name ends in no kind of file that is read');
  const source = await open(path, map);
  const columns = source.columns ?? [];
  const nameOf = namesIn(columns);
  const has = (name: string) => columns.length === 0 || columns.includes(nameOf(name));
  const recipes = recipesFor(table, map, { now, nameOf, has });
  if (source.columns) checkColumns(path, source, recipes);
  const conditions = Object.keys(map.when).map(nameOf);

  async function* batches(strangers: (names: Iterable<string>) => string[]): AsyncGenerator<Omit<Batch, 'cursor'>> {
    let rows: object[] = [];
    let skipped: Skipped[] = [];
    let unmapped: Record<string, number> = {};
    let ticket: unknown;

    const remark = (reason: string) => skipped.push({ place: file, reason, lost: 'nothing' });
    const skipStrangers = (names: Iterable<string>) => {
      for (const name of strangers(names)) remark(`column ${quote(name)} is not known and was ignored`);
    };
    const take = () => {
      const batch = { facts: { [table]: rows } as Facts, file, skipped, unmapped };
      [rows, skipped, unmapped] = [[], [], {}];
      return batch;
    };
    const skip = (line: Line) => {
      const place = `${file} line ${line.number}`;
      if ('problem' in line) {
        skipped.push({ place, reason: line.problem, lost: 'row' });
        return undefined;
      }
      if (source.isOpen) skipStrangers(line.cells.keys());
      if (!isMet(map.when, line.cells, nameOf)) return undefined;
      const { fact, problems, unmapped: others } = readRow(table, { recipes, now }, line.cells);
      for (const value of others) unmapped[value] = (unmapped[value] ?? 0) + 1;
      if (fact) {
        for (const { kind, text } of problems) skipped.push({ place, reason: text, kind, lost: 'value' });
        return fact;
      }
      const [kind, reason] = [problems.map(({ kind }) => kind), problems.map(({ text }) => text)];
      skipped.push({ place, reason: reason.join('; '), kind: kind.join('; '), lost: 'row' });
      return undefined;
    };

    skipStrangers(columns);
    for await (const line of source.lines()) {
      const fact = skip(line);
      if (fact) {
        const next = table === 'ticket_spans' && 'ticket' in fact ? fact.ticket : undefined;
        // A ticket's spans replace each other as a set, so one ticket's are never parted.
        if (rows.length + skipped.length >= batchRows && (next === undefined || next !== ticket)) yield take();
        ticket = next;
        rows.push(fact);
      } else if (skipped.length >= batchRows && ticket === undefined) {
        yield take();
      }
    }
    yield take();
  }

  const reads = [...new Set([...recipes.flatMap(({ reads }) => reads), ...conditions])];
  return { table, path, file, columns, reads, remarks: source.remarks ?? [], batches };
}
