import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Client } from 'pg';
import { z } from 'zod';
import { findCursor } from '../../../src/store/facts/desks.ts';
import { ingestFrom } from '../../../src/store/facts/ingest.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { count, numberedPage } from '../../helpers/numbered-page.ts';
import { openLine, type Line } from '../../helpers/postgres-line.ts';
import { eachPlace } from '../../helpers/postgres-place.ts';
import { postgresMissing } from '../../helpers/postgres-server.ts';
import { until } from '../../helpers/until.ts';

const missing = await postgresMissing();
const acme = { name: 'acme', kind: 'test' };
const lost = /Connection terminated|connection error|ECONNRE/;

const place = eachPlace();

describe.skipIf(missing)('over a line that is cut', () => {
  let line: Line;
  let store: Store;

  beforeEach(async () => {
    line = await openLine(place.url);
    store = await openStore(place.folder, line.url);
    await ingestFrom(store, acme, { from: null, batch: numberedPage(1) });
  });
  afterEach(async () => {
    await store[Symbol.asyncDispose]();
    await line[Symbol.asyncDispose]();
  });

  test.each(['BEGIN', 'pg_advisory_xact_lock', 'COPY stage_tickets', 'INSERT INTO replies', 'UPDATE desks', 'COMMIT'])(
    'before %s, nothing of the page is stored, and the same page is stored the next time',
    async (text) => {
      line.cutAt(text, 'before');
      await expect(ingestFrom(store, acme, { from: '1', batch: numberedPage(2) })).rejects.toThrow(lost);
      expect([await count(store, 'tickets'), await count(store, 'replies')]).toEqual([3, 3]);
      expect(await findCursor(store, acme)).toBe('1');
      expect(await ingestFrom(store, acme, { from: '1', batch: numberedPage(2) })).toBe(6);
      expect([await count(store, 'tickets'), await count(store, 'replies')]).toEqual([6, 6]);
    },
  );

  test('after COMMIT, the page is stored whole, though nobody was told; it is not stored a second time', async () => {
    line.cutAt('COMMIT', 'after');
    await expect(ingestFrom(store, acme, { from: '1', batch: numberedPage(2) })).rejects.toThrow(lost);
    expect([await count(store, 'tickets'), await count(store, 'replies')]).toEqual([6, 6]);
    expect(await findCursor(store, acme)).toBe('2');
    expect(await ingestFrom(store, acme, { from: '1', batch: numberedPage(2) })).toBeUndefined();
  });

  test('while the server is away questions and pages fail, and as soon as it is back they do not', async () => {
    line.cut();
    await expect(count(store, 'tickets')).rejects.toThrow(lost);
    await expect(ingestFrom(store, acme, { from: '1', batch: numberedPage(2) })).rejects.toThrow(lost);
    line.mend();
    expect(await count(store, 'tickets')).toBe(3);
    expect(await ingestFrom(store, acme, { from: '1', batch: numberedPage(2) })).toBe(6);
  });
});

describe.skipIf(missing)('on a server that restarts', () => {
  test('connections that nobody uses are lost without a word, and new ones take their place', async () => {
    await using store = await openStore(place.folder, place.url);
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => count(store, 'tickets')));
    await ingestFrom(store, acme, { from: null, batch: numberedPage(1) });
    await loseAll(place.url);
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(() => count(store, 'tickets')))).toEqual([3, 3, 3, 3, 3, 3]);
    expect(await ingestFrom(store, acme, { from: '1', batch: numberedPage(2) })).toBe(6);
  });

  test('a page under way is undone', async () => {
    await using store = await openStore(place.folder, place.url);
    const failing = store.transaction(async (tx) => {
      await tx.run(`INSERT INTO deleted_tickets VALUES ('acme', '1', 1)`, []);
      await loseAll(place.url);
      await tx.run(`INSERT INTO deleted_tickets VALUES ('acme', '2', 1)`, []);
    });
    await expect(failing).rejects.toThrow(lost);
    expect(await store.query('SELECT id FROM deleted_tickets', [], z.unknown())).toEqual([]);
  });
});

/** End every connection to the database, as a server does that shuts down. */
async function loseAll(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  const others = `FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  await client.query(`SELECT pg_terminate_backend(pid) ${others}`);
  await until(async () => (await client.query(`SELECT 1 ${others}`)).rowCount === 0);
  await client.end();
}
