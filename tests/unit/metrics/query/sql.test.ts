import { expect, test } from 'vitest';
import { z } from 'zod';
import { join, list, raw, select, sql, type Sql } from '../../../../src/metrics/query/sql.ts';
import type { Reader, Value } from '../../../../src/store/store.ts';

/** What a store is asked when a piece of SQL is a whole statement. */
async function asked(statement: Sql): Promise<[text: string, values: readonly Value[]]> {
  const found: [string, readonly Value[]][] = [];
  const store: Reader = {
    async query(text, values) {
      found.push([text, values]);
      return [];
    },
  };
  await select(store, statement, z.unknown());
  return found[0] ?? ['', []];
}

test('values are bound, numbered in the order of their places', async () => {
  expect(await asked(sql`SELECT * FROM t WHERE a = ${'x'} AND b > ${2} AND c IS ${null}`)).toEqual([
    'SELECT * FROM t WHERE a = $1 AND b > $2 AND c IS $3',
    ['x', 2, null],
  ]);
});

test('pieces become part of the whole, as often as they are named', async () => {
  const young = sql`age < ${18}`;
  expect(await asked(sql`SELECT ${young} FROM t WHERE name = ${'ana'} AND (${young})`)).toEqual([
    'SELECT age < $1 FROM t WHERE name = $2 AND (age < $3)',
    [18, 'ana', 18],
  ]);
});

test('what a person typed never becomes SQL', async () => {
  const typed = `'; DROP TABLE tickets; --`;
  expect(await asked(sql`SELECT ${raw('id')} FROM t WHERE team = ${typed}`)).toEqual([
    'SELECT id FROM t WHERE team = $1',
    [typed],
  ]);
});

test('pieces are joined, none to nothing', async () => {
  const conditions = [sql`a = ${1}`, raw('b'), sql`c = ${2}`];
  expect(await asked(sql`WHERE ${join(conditions, ' AND ')}${join([], ', ')}`)).toEqual([
    'WHERE a = $1 AND b AND c = $2',
    [1, 2],
  ]);
});

test('a list of no values has nothing in it', async () => {
  expect(await asked(sql`a IN (${list(['x', 'y'])})`)).toEqual(['a IN ($1, $2)', ['x', 'y']]);
  expect(await asked(sql`a IN (${list([])})`)).toEqual(['a IN (NULL)', []]);
});
