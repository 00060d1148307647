import { join } from 'node:path';
import { makeDataFolder } from './data-folder.ts';
import { openDuckDb } from './engines/duckdb.ts';
import { migrate, type Engine } from './migrations/migrate.ts';
import { openPostgres } from './engines/postgres.ts';
import type { Store } from './store.ts';

/** DuckDB's file in the data folder. */
export const storeFile = 'deskpulse.duckdb';

/**
 * Open the store and bring it to the newest version: PostgreSQL when there is an address of one, else DuckDB in the data
 * folder, which is made in either case.
 * @throws UserError when another process holds the folder's store, when PostgreSQL cannot be used, or when a newer
 * Deskpulse wrote the store
 */
export async function openStore(data: string, databaseUrl?: string): Promise<Store> {
  makeDataFolder(data);
  return databaseUrl === undefined
    ? await migrated(await openDuckDb(join(data, storeFile)), 'duckdb')
    : await migrated(await openPostgres(databaseUrl), 'postgres');
}

async function migrated(store: Store, engine: Engine): Promise<Store> {
  try {
    await migrate(store, engine);
    return store;
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}
