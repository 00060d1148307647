import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Store } from '../store.ts';

export type Engine = 'duckdb' | 'postgres';

const own = join(import.meta.dirname, '.');

/**
 * Bring a store to the newest version: each migration runs once, in order of its number, all in one transaction with the
 * notes that they ran. `003-name.sql` runs on every engine, and after it `003-name.postgres.sql` on that one. Safe to start
 * anywhere at the same time.
 * @throws UserError `store-too-new` when a newer Deskpulse wrote it
 */
export async function migrate(store: Store, engine: Engine, folder = own): Promise<void> {
  const files = readdirSync(folder)
    .filter((name) => /^\d+-[a-z-]+\.sql$/.test(name) || name.endsWith(`.${engine}.sql`))
    .toSorted((one, other) => (stem(one) < stem(other) ? -1 : 1));
  await store.transaction(async (tx) => {
    await tx.run('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)', []);
    const rows = await tx.query('SELECT name FROM migrations', [], z.object({ name: z.string() }));
    const done = new Set(rows.map(({ name }) => name));
    const unknown = [...done].find((name) => !files.includes(name));
    if (unknown) {
      const other = { duckdb: 'DESKPULSE_DATA to another folder', postgres: 'DATABASE_URL to another database' }[
        engine
      ];
      throw new UserError(
        'store-too-new',
        `The store was written by a newer Deskpulse (it has ${unknown}). Update Deskpulse, or set ${other}.`,
      );
    }
    for (const name of files.filter((file) => !done.has(file))) {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll(/^\s*--.*$/gm, '');
      for (const statement of sql.split(';')) {
        if (statement.trim()) await tx.run(statement, []);
      }
      await tx.run('INSERT INTO migrations VALUES ($1)', [name]);
    }
  });
}

function stem(file: string): string {
  return file.slice(0, -'.sql'.length);
}
