import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { UserError } from '../../../errors.ts';
import { facts, type Table } from '../../../helpdesk.ts';
import type { FileMap } from './mapping/read.ts';
import { plainMap, type TableMap } from './mapping/schema.ts';
import { extensions } from './sources/open.ts';
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
const ours = extensions.filter((extension) => extension !== '.txt');
const expectedNames = `tickets.csv, surveys.csv … (or ${ours.slice(1).join(', ')}; tables: ${order.join(', ')})`;

/** The table a file is named after; capitals are of no account. */
export function tableNamed(name: string): Table | undefined {
  const extension = extname(name);
  if (!ours.includes(extension.toLowerCase())) return undefined;
  const own = basename(name, extension).toLowerCase();
  return order.find((table) => table === own);
}

/** The file a mapping names; one that differs in capitals alone is meant. */
function findName(wanted: string, names: readonly string[]): string | undefined {
  if (names.includes(wanted)) return wanted;
  const alike = names.filter((name) => name.toLowerCase() === wanted.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}

function filesOf(table: Table, names: readonly string[], map: TableMap): string | undefined {
  if (map.file !== undefined) {
    const found = findName(map.file, names);
    if (found !== undefined) return found;
    throw new UserError('no-such-file', `The mapping reads ${table} from ${map.file}, which is not in the folder.`);
  }
  const [file, ...more] = names.filter((name) => tableNamed(name) === table);
  if (more.length === 0) return file;
  throw new UserError('two-files', `${[file, ...more].join(' and ')} are the same table; keep one of them.`);
}

async function findInFolder(folder: string, map: FileMap) {
  const names = (await readdir(folder).catch((error: unknown) => explainFileError(folder, error))).sort();
  const files: TableFile[] = [];
  for (const table of order) {
    for (const part of map[table] ?? [plainMap]) {
      const file = filesOf(table, names, part);
      if (file !== undefined) files.push({ table, path: join(folder, file), map: part });
      else if (map[table]) throw new UserError('no-such-file', `The mapping names ${table}, but no file gives it.`);
    }
  }
  if (files.length === 0) throw unreadable(folder, `it holds no file of a known name; expected ${expectedNames}`);
  const used = new Set(files.map(({ path }) => basename(path)));
  return { files, strangers: names.filter((name) => !used.has(name) && !name.startsWith('.')) };
}

function findOneFile(path: string, map: FileMap) {
  const name = basename(path);
  if (!extensions.includes(extname(name).toLowerCase())) {
    throw unreadable(path, `expected a file ending in ${extensions.join(', ')}`);
  }
  const given = order.flatMap((table) => (map[table] ?? []).map((part) => ({ table, path, map: part })));
  const named = given.filter(({ map }) => map.file !== undefined && findName(map.file, [name]) !== undefined);
  const unnamed = given.filter(({ map }) => map.file === undefined);
  const own = tableNamed(name);
  const files = named.length > 0 ? named : given.length === unnamed.length ? unnamed : [];
  if (files.length > 0 && (files.length === 1 || named.length > 0)) return { files, strangers: [] };
  if (own !== undefined) return { files: [{ table: own, path, map: map[own]?.[0] ?? plainMap }], strangers: [] };
  throw unreadable(path, `its name is no table's; expected ${expectedNames}, or a mapping that names the file`);
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
  return found.isDirectory() ? await findInFolder(path, map) : findOneFile(path, map);
}
