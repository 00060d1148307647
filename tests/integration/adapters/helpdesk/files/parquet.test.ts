import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { openFiles, readMap } from '../../../../../src/adapters/helpdesk/files/index.ts';
import { openLog } from '../../../../../src/log.ts';
import { folderOf } from '../../../../helpers/folder.ts';
import { batchesOf, gather } from '../../../../helpers/pull.ts';

async function writeParquet(path: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

async function pullTickets(query: string, { yaml = '', within = '.' } = {}) {
  await using folder = await folderOf({});
  const path = join(folder.path, within);
  await mkdir(path, { recursive: true });
  await writeParquet(join(path, 'tickets.parquet'), query);
  const desk = openFiles({ name: 'acme', path, map: readMap(yaml) }, { log: openLog('silent') });
  return gather(await batchesOf(desk));
}

const at = (iso: string) => Date.parse(iso) / 1000;

test('every Parquet type that can be meant by a column is read', async () => {
  const { rows, skipped } = await pullTickets(`
    SELECT 7::BIGINT AS id, TIMESTAMPTZ '2026-03-02 10:00:00.5+02:00' AS created_at, ['vip', 'refund'] AS tags,
      true AS is_complaint, 12.5::DECIMAL(10, 2) AS handle_seconds, 3::UTINYINT AS touches, 2::HUGEINT AS reopens,
      '2026-03-02T09:00:00Z' AS solved_at, NULL::VARCHAR AS subject, uuid() AS customer`);
  expect(skipped).toEqual([]);
  expect(rows.tickets).toMatchObject([
    {
      id: '7',
      created_at: at('2026-03-02T08:00:00Z'),
      tags: ['vip', 'refund'],
      is_complaint: true,
      handle_seconds: 12.5,
      touches: 3,
      reopens: 2,
      solved_at: at('2026-03-02T09:00:00Z'),
      subject: null,
      customer: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  ]);
});

const naive = `
  SELECT 'a' AS id, TIMESTAMP '2026-07-02 10:00:00' AS created_at, TIMESTAMP_NS '2026-07-02 11:00:00.123456789' AS solved_at,
    TIMESTAMP_MS '2026-07-02 12:00:00' AS updated_at, DATE '2026-07-03' AS escalated_at`;

test('a Parquet time without a zone is refused, by its row', async () => {
  const { rows, skipped } = await pullTickets(naive);
  expect(rows.tickets).toEqual([]);
  expect(skipped).toMatchObject([
    {
      place: 'tickets.parquet line 1',
      lost: 'row',
      reason: expect.stringContaining('created_at: expected a time with its offset or Z'),
    },
  ]);
});

test('a Parquet time without a zone is one of the zone the mapping names', async () => {
  const { rows } = await pullTickets(naive, { yaml: 'tickets: { dates: { timezone: Europe/Athens } }' });
  expect(rows.tickets).toMatchObject([
    {
      created_at: at('2026-07-02T07:00:00Z'),
      solved_at: at('2026-07-02T08:00:00Z'),
      updated_at: at('2026-07-02T09:00:00Z'),
      escalated_at: at('2026-07-02T21:00:00Z'),
    },
  ]);
});

test('a Parquet file of many rows comes in batches, its bad rows named by number', async () => {
  const { rows, skipped } = await pullTickets(`
    SELECT CASE WHEN i = 7000 THEN '' ELSE 't' || i END AS id, TIMESTAMPTZ '2026-03-02 10:00:00Z' AS created_at
    FROM range(1, 12001) AS numbers(i)`);
  expect(rows.tickets).toHaveLength(11_999);
  expect(skipped).toMatchObject([{ place: 'tickets.parquet line 7000', reason: 'id: expected a value, got ""' }]);
});

test('a Parquet file is found in a folder whose name would match others as a pattern', async () => {
  const query = `SELECT 'a' AS id, TIMESTAMPTZ '2026-03-02 10:00:00Z' AS created_at`;
  const { rows } = await pullTickets(query, { within: "o'ne [1] *?" });
  expect(rows.tickets).toHaveLength(1);
});

test('a Parquet file that proves damaged while it is read is named', async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, 'tickets.parquet');
  await writeParquet(
    path,
    `SELECT md5('t' || i) AS id, TIMESTAMPTZ '2026-03-02 10:00:00Z' AS created_at FROM range(20000) AS numbers(i)`,
  );
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  await writeFile(path, bytes.fill(0xff, middle, middle + 3000));
  const desk = openFiles({ name: 'acme', path: folder.path }, { log: openLog('silent') });
  await expect(batchesOf(desk)).rejects.toThrow(/^tickets\.parquet cannot be read: it is damaged after row \d+/);
});
