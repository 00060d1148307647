import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Client } from 'pg';
import { copyRows } from '../../../src/store/engines/copy.ts';
import { createBareDatabase, postgresMissing } from '../../helpers/postgres-server.ts';

const missing = await postgresMissing();

describe.skipIf(missing)('rows that are copied into a table', () => {
  let database: Awaited<ReturnType<typeof createBareDatabase>>;
  let client: Client;

  beforeEach(async () => {
    database = await createBareDatabase();
    client = new Client(database.url);
    await client.connect();
    await client.query('CREATE TABLE notes (id INT CHECK (id > 0), text TEXT, tags TEXT[])');
  });
  afterEach(async () => {
    await client.end();
    await database[Symbol.asyncDispose]();
  });

  const copy = (rows: Iterable<Record<string, unknown>>) =>
    copyRows(client, { table: 'notes', columns: ['id', 'text', 'tags'] }, rows);

  test('arrive as they were, whatever is in their text', async () => {
    const rows = [
      { id: 1, text: 'a\tb\nc\r\\N \\.', tags: ['x', 'with "quotes" and \\'] },
      { id: 2, text: null, tags: [] },
    ];
    await copy(rows);
    expect((await client.query('SELECT * FROM notes ORDER BY id')).rows).toEqual(rows);
  });

  test('are none where there are none', async () => {
    await copy([]);
    expect((await client.query('SELECT * FROM notes')).rows).toEqual([]);
  });

  test('and refused while more of them wait to be sent, fail with the reason, and the connection is of use afterwards', async () => {
    const text = 'x'.repeat(20_000);
    const rows = Array.from({ length: 3000 }, (_, index) => ({ id: index === 100 ? 0 : 1, text }));
    await expect(copy(rows)).rejects.toThrow(/violates check constraint/);
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await copy([{ id: 1 }]);
    expect((await client.query('SELECT count(*)::int AS count FROM notes')).rows).toEqual([{ count: 1 }]);
  });

  test('for a table that is not there fail with the reason', async () => {
    await expect(copyRows(client, { table: 'gone', columns: ['id'] }, [{ id: 1 }])).rejects.toThrow(/does not exist/);
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
});
