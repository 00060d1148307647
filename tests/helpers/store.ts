import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { facts, type Batch, type Facts, type Table } from '../../src/helpdesk.ts';
import { markSynced } from '../../src/store/desks.ts';
import { ingest } from '../../src/store/ingest.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

/** A real store in a folder of its own, which goes with it. */
export async function startStore(): Promise<Store & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'deskpulse-store-'));
  const store = await openStore(folder);
  return {
    ...store,
    folder,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
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
