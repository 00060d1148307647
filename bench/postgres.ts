import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { facts, type Table } from '../src/helpdesk.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { openEmbeddedPostgres } from '../tests/helpers/embedded-postgres.ts';

const column = z.object({ name: z.string(), type: z.string() });

/**
 * A PostgreSQL of Deskpulse's own schema and indexes with the facts of a DuckDB store, analysed. It has memory for the most
 * of them: 2 GB of its own, 64 MB for each sort.
 */
export async function copyToPostgres(store: Store, folder: string): Promise<Store> {
  await using opened = new AsyncDisposableStack();
  const server = await openEmbeddedPostgres(folder, {
    flags: ['--locale=C.UTF-8'],
    settings: ['shared_buffers=2GB', 'work_mem=64MB', 'max_wal_size=8GB', 'fsync=off'],
  });
  opened.defer(() => server.stop());
  const postgres = opened.use(await openStore(join(folder, 'private'), server.url));
  const exchange = join(folder, 'exchange');
  mkdirSync(exchange);
  for (const table of Object.keys(facts) as Table[]) await copyTable(table, { from: store, to: postgres, exchange });
  await postgres.transaction((tx) => tx.run('ANALYZE', []));
  const all = opened.move();
  return { ...postgres, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** By a file that one writes and the other reads. Lists are written as PostgreSQL does; their words need no quotes. */
async function copyTable(
  table: Table,
  { from, to, exchange }: { from: Store; to: Store; exchange: string },
): Promise<void> {
  const file = join(exchange, `${table}.csv`);
  const columns = await from.query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position`,
    [table],
    column,
  );
  const written = columns.map(({ name, type }) =>
    type.endsWith('[]') ? `'{' || array_to_string(${name}, ',') || '}'` : `"${name}"`,
  );
  await from.transaction((tx) =>
    tx.run(`COPY (SELECT ${written.join(', ')} FROM ${table}) TO '${file}' (HEADER false, NULLSTR '\\N')`, []),
  );
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  await to.transaction((tx) => tx.run(`COPY ${table} (${names}) FROM '${file}' (FORMAT csv, NULL '\\N')`, []));
}
