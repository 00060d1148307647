import { UserError } from '../../../errors.ts';
import type { Check, Facts, Helpdesk } from '../../../helpdesk.ts';
import type { Log } from '../../../log.ts';
import { findFiles } from './find.ts';
import type { FileMap } from './map.ts';
import { openTable, type OpenTable } from './table.ts';

export { readMap, type FileMap } from './map.ts';

async function openAll(path: string, map: FileMap) {
  const { files, strangers } = await findFiles(path, map);
  const tables: OpenTable[] = [];
  for (const file of files) tables.push(await openTable(file));
  return { tables, strangers };
}

/**
 * Files as a desk: a folder of `tickets.csv`, `surveys.jsonl`, … or one such file, as docs/import.md describes. A pull
 * checks every file before it yields the first batch, and reads everything each time whatever the cursor.
 */
export function openFiles(
  { name, path, map = {} }: { name: string; path: string; map?: FileMap },
  { log }: { log: Log },
): Helpdesk {
  async function* pull(_cursor: string | null, signal: AbortSignal) {
    const { tables, strangers } = await openAll(path, map);
    const facts: Facts = Object.fromEntries(tables.map(({ table }) => [table, []]));
    const skipped = strangers.map((place) => ({ place, reason: 'its name is no table and it was not read' }));
    yield { facts, skipped, cursor: 'begun' };
    for (const opened of tables) {
      const { table, file } = opened;
      let rows = 0;
      for await (const batch of opened.batches()) {
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
      const { tables, strangers } = await openAll(path, map);
      const read = tables.map(({ table, file, columns }) => ({
        name: file,
        isOk: true,
        detail: `read as ${table}, with ${columns} columns`,
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
