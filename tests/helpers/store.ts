import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { facts, type Batch, type Facts, type Table } from '../../src/helpdesk.ts';
import { markSynced } from '../../src/store/facts/desks.ts';
import { ingest } from '../../src/store/facts/ingest.ts';
import { openStore } from '../../src/store/open.ts';
import type { Engine } from '../../src/store/migrations/migrate.ts';
import type { Store } from '../../src/store/store.ts';
import { openDuckDb } from '../../src/store/engines/duckdb.ts';
import { openPostgres } from '../../src/store/engines/postgres.ts';
import { createBareDatabase, createDatabase } from './postgres-server.ts';

let engine: Engine = 'duckdb';

/** From here on {@link startStore} starts stores on another engine. */
export function startStoresOn(other: Engine): void {
  engine = other;
}

export interface TestStore extends Store {
  readonly engine: Engine;
  /** Open it once more, beside this one, in the newest version. */
  reopen(): Promise<Store>;
}

/** A real store in a folder, or a database, of its own, which goes with it. */
export async function startStore(): Promise<TestStore> {
  return await start({ createDatabase, open: openStore });
}

/** One without a single table, as it is before the first migration. */
export async function startBareStore(): Promise<TestStore> {
  return await start({
    createDatabase: createBareDatabase,
    open: (folder, url) => (url === undefined ? openDuckDb(join(folder, 'deskpulse.duckdb')) : openPostgres(url)),
  });
}

interface Making {
  createDatabase(): ReturnType<typeof createDatabase>;
  open(folder: string, databaseUrl?: string): Promise<Store>;
}

async function start({ createDatabase, open }: Making): Promise<TestStore> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'deskpulse-store-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const databaseUrl = engine === 'postgres' ? opened.use(await createDatabase()).url : undefined;
  const store = opened.use(await open(folder, databaseUrl));
  // Small stores need not give memory back after each statement, which costs a seventh of an answer.
  if (engine === 'duckdb') {
    await store.query(`SET allocator_bulk_deallocation_flush_threshold = '512MB'`, [], z.unknown());
  }
  const all = opened.move();
  return {
    ...store,
    engine,
    reopen: () => openStore(folder, databaseUrl),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Epoch seconds of an ISO instant. */
export function at(iso: string): number {
  return Date.parse(iso) / 1000;
}

/** Rows with only the columns that matter to a test: the others are unknown. */
export type SomeFacts = { readonly [T in Table]?: readonly z.input<(typeof facts)[T]>[] };

export function complete(some: SomeFacts): Facts {
  return Object.fromEntries(
    Object.entries(some).map(([table, rows]) => [table, rows.map((row) => facts[table as Table].parse(row))]),
  );
}

/** Ingest rows as one whole pull of a desk. */
export async function fill(
  store: Store,
  some: SomeFacts,
  {
    desk = 'acme',
    kind = 'files',
    syncedAt = 0,
    ...rest
  }: Partial<Batch> & { desk?: string; kind?: string; syncedAt?: number } = {},
): Promise<void> {
  await ingest(store, { name: desk, kind }, { facts: complete(some), cursor: 'end', isLast: true, ...rest });
  await markSynced(store, { name: desk, kind, at: syncedAt });
}
