import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createDatabase } from './postgres-server.ts';

/** For each test of a file a database of its own, and a folder to open stores from. */
export function eachPlace(): { readonly folder: string; readonly url: string } {
  const place = { folder: '', url: '' };
  let database: Awaited<ReturnType<typeof createDatabase>>;

  beforeEach(async () => {
    place.folder = mkdtempSync(join(tmpdir(), 'deskpulse-connection-'));
    database = await createDatabase();
    place.url = database.url;
  });
  afterEach(async () => {
    rmSync(place.folder, { recursive: true });
    await database[Symbol.asyncDispose]();
  });
  return place;
}
