import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import { facts, type Table } from '../../../helpdesk.ts';
import { plainMap, type FileMap, type TableMap } from './map.ts';
import { explainFileError, unreadable } from './unreadable.ts';

export interface TableFile {
  readonly table: Table;
  readonly path: string;
  readonly map: TableMap;
}

/** Order in which tables are read: people, then tickets and what makes them up, then the rest. */
const order = [
  ...new Set<Table>(['agents', 'customers', 'tickets', 'ticket_spans', ...(Object.keys(facts) as Table[])]),
];
const extensions = ['.csv', '.jsonl', '.parquet'];
const expectedNames = `tickets.csv, surveys.csv … (or .jsonl, .parquet; tables: ${order.join(', ')})`;

function fileOf(table: Table, names: readonly string[], mapped: TableMap | undefined): string | undefined {
  if (mapped?.file !== undefined) {
    if (names.includes(mapped.file)) return mapped.file;
    throw new UserError('no-such-file', `The mapping reads ${table} from ${mapped.file}, which is not in the folder.`);
  }
  const [file, ...more] = names.filter((name) => extensions.some((extension) => name === `${table}${extension}`));
  if (more.length === 0) return file;
  throw new UserError('two-files', `${[file, ...more].join(' and ')} are the same table; keep one of them.`);
}

async function findInFolder(folder: string, map: FileMap) {
  const names = (await readdir(folder).catch((error: unknown) => explainFileError(folder, error))).sort();
  const files: TableFile[] = [];
  for (const table of order) {
    const file = fileOf(table, names, map[table]);
    if (file !== undefined) files.push({ table, path: join(folder, file), map: map[table] ?? plainMap });
    else if (map[table]) throw new UserError('no-such-file', `The mapping names ${table}, but no file gives it.`);
  }
  if (files.length === 0) throw unreadable(folder, `it holds no file of a known name; expected ${expectedNames}`);
  const used = new Set(files.map(({ path }) => basename(path)));
  return { files, strangers: names.filter((name) => !used.has(name) && !name.startsWith('.')) };
}

function findOneFile(path: string, map: FileMap) {
  const name = basename(path);
  const own = basename(name, extname(name));
  if (!extensions.includes(extname(name))) throw unreadable(path, `expected a file ending in ${extensions.join(', ')}`);
  const given = order.filter((table) => map[table]);
  const named = given.filter((table) => map[table]?.file === name);
  const fallback = given.length === 1 && map[given[0] ?? 'tickets']?.file === undefined ? given : [];
  const tables = [named, fallback, order.filter((table) => table === own)].find((found) => found.length > 0) ?? [];
  if (tables.length === 0) {
    throw unreadable(path, `its name is no table's; expected ${expectedNames}, or a mapping that names the file`);
  }
  return { files: tables.map((table) => ({ table, path, map: map[table] ?? plainMap })), strangers: [] };
}

/**
 * The files of a folder, or the one file named, with the table each is.
 * @returns `strangers`: names in the folder that are no table's, hidden ones aside
 * @throws UserError when there is nothing to read, a table has two files, or a mapping names one that is missing
 */
export async function findFiles(
  path: string,
  map: FileMap,
): Promise<{ readonly files: readonly TableFile[]; readonly strangers: readonly string[] }> {
  const found = await stat(path).catch((error: unknown) => explainFileError(path, error));
  return found.isDirectory() ? findInFolder(path, map) : findOneFile(path, map);
}
