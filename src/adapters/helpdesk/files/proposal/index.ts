import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Table } from '../../../../helpdesk.ts';
import { tableNamed } from '../find.ts';
import { columnsOf } from '../rows/columns.ts';
import { findOpener } from '../sources/open.ts';
import type { Source } from '../sources/source.ts';
import { explainFileError, unreadable } from '../unreadable.ts';
import { proposeExtras, surveyConstants } from './extras.ts';
import { guessTable } from './pick.ts';
import { profileOf, type FileProfile } from './profile.ts';
import type { FileFacts, TableProposal } from './proposal.ts';
import { proposeTable } from './table.ts';
import { writeProposal } from './write.ts';

/** Lines above the header of a file that says more than its rows. */
const mostSkipped = 8;

export interface MapProposal {
  /** YAML, as `readMap` takes it. */
  readonly yaml: string;
  /** The files it is for. */
  readonly files: readonly string[];
  /** Whether nothing must be filled in by hand. */
  readonly isComplete: boolean;
}

interface Options {
  /** Of times that name no zone. */
  readonly timezone: string;
  /** Epoch seconds. */
  readonly now: number;
}

/**
 * A mapping for files that are no tables of ours, by what their columns are called and hold; undefined where all there is to
 * read is known.
 * @throws UserError for a file that cannot be read
 */
export async function proposeMap(path: string, options: Options): Promise<MapProposal | undefined> {
  const found = await stat(path).catch((error: unknown) => explainFileError(path, error));
  const paths = found.isDirectory() ? await readableIn(path) : [path];
  const proposed: { facts: FileFacts; tables: readonly TableProposal[] }[] = [];
  for (const each of paths) {
    const known = tableNamed(basename(each));
    // A folder that holds a table of ours is one of ours; a file beside it is said to be strange.
    if (known !== undefined && (found.isDirectory() || (await hasAll(each, known)))) return undefined;
    const facts = await lookAt(each, options);
    if (facts) proposed.push({ facts, tables: proposeFor(facts, known) });
    else if (!found.isDirectory()) return undefined;
  }
  if (proposed.length === 0) return undefined;
  const tables = proposed.flatMap((each) => each.tables);
  const unused = proposed.map(({ facts, tables }) => ({
    file: facts.file,
    columns: facts.columns.filter(({ name }) => !tables.some(({ reads }) => reads.has(name))),
  }));
  const isComplete = tables.every(({ missing }) => missing.length === 0);
  const isNamed = paths.some((each) => tableNamed(basename(each)) !== undefined);
  // A table of ours that lacks a column is told so, unless another of its columns can be taken.
  if (isNamed && !isComplete) return undefined;
  return { yaml: writeProposal(tables, unused), files: proposed.map(({ facts }) => facts.file), isComplete };
}

async function readableIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => explainFileError(folder, error));
  return names
    .filter((name) => !name.startsWith('.') && findOpener(name) !== undefined && !/\.txt$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function open(path: string, skip: number): Promise<Source> {
  const opener = findOpener(path);
  if (!opener) throw unreadable(path, 'its name ends in no kind of file that is read');
  return opener(path, { skip });
}

/** Whether a file named after a table has what a row of it must have. */
async function hasAll(path: string, table: Table): Promise<boolean> {
  const { columns } = await open(path, 0);
  if (!columns) return true;
  const names = new Set(columns.map((name) => name.toLowerCase()));
  const isOwnId = table === 'ticket_moves' ? ['id'] : [];
  return columnsOf(table).every(({ name, isRequired }) => !isRequired || names.has(name) || isOwnId.includes(name));
}

async function lookAt(path: string, { timezone, now }: Options): Promise<FileFacts | undefined> {
  if (!findOpener(path)) return undefined;
  let best: { skip: number; profile: FileProfile; doubled: ReadonlySet<string> } | undefined;
  for (let skip = 0; skip <= mostSkipped; skip += 1) {
    const source = await open(path, skip);
    if (!source.columns) return undefined;
    const profile = await profileOf(source, now);
    if (!best || profile.problems < best.profile.problems)
      best = { skip, profile, doubled: source.doubled ?? new Set() };
    if (best.profile.problems === 0 || profile.rows + profile.problems <= 1) break;
  }
  if (!best) return undefined;
  const { skip, profile, doubled } = best;
  const columns = profile.columns.filter(({ name }) => !doubled.has(name));
  return { file: basename(path), skip, columns, rows: profile.rows, timezone };
}

function proposeFor(facts: FileFacts, known: Table | undefined): TableProposal[] {
  const table = known ?? guessTable(facts.file, facts.columns);
  const main = proposeTable(table, facts, table === 'surveys' ? surveyConstants(facts) : []);
  return [main, ...proposeExtras(main, facts)];
}
