import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { Reader, Store } from '../../../src/store/store.ts';
import { fill, startBareStore } from '../../helpers/store.ts';

const own = join(import.meta.dirname, '../../../src/store/migrations');
const files = readdirSync(own).toSorted((one, other) => (stem(one) < stem(other) ? -1 : 1));

const row = z.record(z.string(), z.unknown());
const column = z.object({ table: z.string(), name: z.string(), type: z.string(), nullable: z.string() });
type Column = z.output<typeof column>;

let store: Awaited<ReturnType<typeof startBareStore>>;
let folder: string;

beforeEach(async () => {
  store = await startBareStore();
  folder = mkdtempSync(join(tmpdir(), 'deskpulse-migrations-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await store[Symbol.asyncDispose]();
});

function stem(file: string): string {
  return file.slice(0, -'.sql'.length);
}

/** Migrations up to and with one of them. */
async function migrateTo(last: string): Promise<void> {
  for (const file of files.slice(0, files.indexOf(last) + 1)) copyFileSync(join(own, file), join(folder, file));
  await migrate(store, store.engine, folder);
}

async function columnsOf(store: Reader): Promise<Column[]> {
  return await store.query(
    `SELECT table_name AS "table", column_name AS name, data_type AS type, is_nullable AS nullable
     FROM information_schema.columns WHERE table_schema IN ('main', 'public') AND table_name <> 'migrations'
     ORDER BY table_name, column_name`,
    [],
    column,
  );
}

async function keysOf({ engine, query }: typeof store): Promise<unknown[]> {
  if (engine === 'duckdb') {
    return await query('SELECT table_name, constraint_text FROM duckdb_constraints() ORDER BY ALL', [], row);
  }
  return await query(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef`, [], row);
}

let ofNew: ReturnType<typeof readNew> | undefined;

/** What a store has that was never of an earlier version. */
async function readNew() {
  await using store = await startBareStore();
  await migrate(store, store.engine);
  return { columns: await columnsOf(store), keys: await keysOf(store) };
}

/** Two rows in every table, with a value in every column. */
async function fillAll(store: Store, columns: readonly Column[]): Promise<void> {
  const tables = Map.groupBy(columns, ({ table }) => table);
  await store.transaction(async (tx) => {
    for (const [table, own] of tables) {
      await tx.stage(
        table,
        [1, 2].map((n) =>
          Object.fromEntries(own.map(({ name, type }, index) => [name, valueOf(type, n * 100 + index)])),
        ),
      );
      await tx.run(`INSERT INTO ${table} SELECT * FROM stage_${table}`, []);
    }
  });
}

function valueOf(type: string, n: number): unknown {
  if (type === 'BIGINT' || type === 'bigint') return n;
  if (type === 'DOUBLE' || type === 'double precision') return n + 0.5;
  if (type === 'BOOLEAN' || type === 'boolean') return n % 2 === 0;
  if (type === 'VARCHAR' || type === 'text') return `text ${n}`;
  if (type === 'VARCHAR[]' || type === 'ARRAY') return [`one ${n}`, `two ${n}`];
  throw new TypeError(`there is no value of type ${type}`);
}

async function readAll(store: Reader, columns: readonly Column[]): Promise<Record<string, unknown[]>> {
  const read: Record<string, unknown[]> = {};
  for (const [table, own] of Map.groupBy(columns, ({ table }) => table)) {
    const names = own.map(({ name }) => `"${name}"`).join(', ');
    read[table] = await store.query(`SELECT ${names} FROM ${table} ORDER BY ${names}`, [], row);
  }
  return read;
}

describe('a store of any earlier version', () => {
  test.each(files)(
    'as it was after %s keeps its rows when it is upgraded, and becomes like a new one',
    async (last) => {
      await migrateTo(last);
      const columns = await columnsOf(store);
      await fillAll(store, columns);
      const before = await readAll(store, columns);
      await using upgraded = await store.reopen();
      expect(await readAll(upgraded, columns)).toEqual(before);
      expect(Object.values(before).map((rows) => rows.length)).toEqual(Object.keys(before).map(() => 2));

      expect({ columns: await columnsOf(store), keys: await keysOf(store) }).toEqual(await (ofNew ??= readNew()));

      await fill(store, { tickets: [{ id: '1', created_at: 1 }] });
      expect(await store.query(`SELECT id FROM tickets WHERE desk = 'acme'`, [], row)).toEqual([{ id: '1' }]);
    },
  );
});

test('tickets that were solved at an unknown instant are no longer open for ever', async () => {
  await migrateTo('008-desk-schedules.sql');
  await store.transaction(async (tx) => {
    for (const [id, status, solvedAt] of [
      ['1', 'solved', null],
      ['2', 'open', null],
      ['3', 'closed', 300],
    ] as const) {
      await tx.run(
        `INSERT INTO tickets (desk, id, status, created_at, solved_at) VALUES ('acme', $1, $2, 100, CAST($3 AS BIGINT))`,
        [id, status, solvedAt],
      );
      await tx.run(
        `INSERT INTO ticket_spans (desk, ticket, seq, from_at, to_at) VALUES ('acme', $1, -1, 100, CAST($2 AS BIGINT))`,
        [id, solvedAt],
      );
    }
  });
  await migrate(store, store.engine);
  const spans = await store.query('SELECT ticket, to_at FROM ticket_spans ORDER BY ticket', [], row);
  expect(spans).toEqual([
    { ticket: '2', to_at: null },
    { ticket: '3', to_at: 300 },
  ]);
});

test('a migration that fails leaves the store as it was, without those that ran before it', async () => {
  await migrateTo(files[0] ?? '');
  const before = await columnsOf(store);
  writeFileSync(join(folder, '002-good.sql'), 'CREATE TABLE good (id TEXT); ALTER TABLE tickets ADD COLUMN good TEXT');
  writeFileSync(join(folder, '003-bad.sql'), 'CREATE TABLE bad (id TEXT); INSERT INTO nowhere VALUES (1)');
  await expect(migrate(store, store.engine, folder)).rejects.toThrow(/nowhere/);
  expect(await columnsOf(store)).toEqual(before);
  expect(await store.query('SELECT name FROM migrations', [], row)).toEqual([{ name: files[0] }]);
});

test('a store that a newer Deskpulse wrote is refused', async () => {
  await migrate(store, store.engine);
  await store.transaction(async (tx) => await tx.run(`INSERT INTO migrations VALUES ('999-future.sql')`, []));
  await expect(store.reopen()).rejects.toThrow(/newer Deskpulse.*999-future\.sql.*Update/);
});
