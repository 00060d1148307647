import { UserError } from '../../../errors.ts';
import type { Check, Facts, Helpdesk, Skipped } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { findFiles } from './find.ts';
import type { FileMap } from './mapping/read.ts';
import { strangersBeside } from './strangers.ts';
import { openTable, type OpenTable } from './table.ts';

export { proposeMap } from './proposal/index.ts';
export { readMap, type FileMap } from './mapping/read.ts';

async function openAll(path: string, map: FileMap, now: number) {
  const { files, strangers } = await findFiles(path, map);
  const tables: OpenTable[] = [];
  for (const file of files) tables.push(await openTable(file, { now }));
  return { tables, strangers };
}

/** For each file a sieve of the columns that no table read from it uses. */
function sieves(tables: readonly OpenTable[]): (path: string) => (names: Iterable<string>) => string[] {
  const byPath = new Map<string, (names: Iterable<string>) => string[]>();
  for (const { path } of tables) {
    const same = tables.filter((table) => table.path === path);
    byPath.set(path, strangersBeside(same.flatMap(({ reads }) => reads)));
  }
  return (path) => byPath.get(path) ?? (() => []);
}

/** What was found out about the files, once each. */
function aboutFiles(tables: readonly OpenTable[]): Skipped[] {
  const said = new Set(tables.flatMap(({ file, remarks }) => remarks.map((reason) => `${file}\n${reason}`)));
  return [...said].map((both) => {
    const [place = '', reason = ''] = both.split('\n');
    return { place, reason, lost: 'nothing' };
  });
}

/**
 * Files as a desk: a folder of `tickets.csv`, `surveys.jsonl`, … or one such file, as docs/import.md describes. A pull
 * checks every file before it yields the first batch, and reads everything each time whatever the cursor.
 * @param tools `now` in epoch seconds: what lies far ahead of it is no time at which something happened
 */
export function openFiles(
  { name, path, map = {} }: { name: string; path: string; map?: FileMap },
  { log, now = () => Date.now() / 1000 }: { log: Log; now?: () => number },
): Helpdesk {
  async function* pull(_cursor: string | null, signal: AbortSignal) {
    const { tables, strangers } = await openAll(path, map, now());
    const facts: Facts = Object.fromEntries(tables.map(({ table }) => [table, []]));
    const unread: Skipped[] = strangers.map((place) => ({
      place,
      reason: 'its name is no table and it was not read',
      lost: 'nothing',
    }));
    yield { facts, skipped: [...unread, ...aboutFiles(tables)], cursor: 'begun' };
    const sieveOf = sieves(tables);
    for (const opened of tables) {
      const { table, file } = opened;
      let rows = 0;
      for await (const batch of opened.batches(sieveOf(opened.path))) {
        if (signal.aborted) return;
        rows += batch.facts[table]?.length ?? 0;
        yield { ...batch, cursor: 'begun' };
      }
      log.info({ desk: name, table, file, rows }, 'file read');
    }
    yield { facts: {}, cursor: 'read', isLast: true };
  }

  async function check(): Promise<readonly Check[]> {
    try {
      const { tables, strangers } = await openAll(path, map, now());
      const read = tables.map(({ table, file, columns }) => ({
        name: file,
        isOk: true,
        detail: `read as ${table}, with ${columns.length} columns`,
      }));
      const ignored = strangers.map((file) => ({ name: file, isOk: true, detail: 'its name is no table; ignored' }));
      return [...read, ...ignored];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [{ name: path, isOk: false, detail: error.message }];
    }
  }

  return { name, kind: 'files', pull, check };
}
