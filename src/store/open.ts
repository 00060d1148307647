import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { openDuckDb } from './duckdb.ts';
import type { Store } from './store.ts';

const folder = join(import.meta.dirname, 'migrations');

/**
 * Open the store in a data folder, which is created for its owner's eyes only, and bring it to the newest version.
 * @throws UserError when another process holds it, or when a newer Deskpulse wrote it
 */
export async function openStore(data: string): Promise<Store> {
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o700);
  const store = await openDuckDb(join(data, 'deskpulse.duckdb'));
  try {
    await migrate(store);
    return store;
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

/** Each migration runs once, in order of its number, in one transaction with the note that it ran. */
async function migrate(store: Store): Promise<void> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  await store.transaction(async (tx) => {
    await tx.run('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)', []);
    const rows = await tx.query('SELECT name FROM migrations', [], z.object({ name: z.string() }));
    const done = new Set(rows.map(({ name }) => name));
    const unknown = [...done].find((name) => !files.includes(name));
    if (unknown) {
      throw new UserError(
        'store-too-new',
        `The store was written by a newer Deskpulse (it has ${unknown}). Update Deskpulse, or set DESKPULSE_DATA to another folder.`,
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
