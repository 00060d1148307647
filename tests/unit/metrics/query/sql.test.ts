import { expect, test } from 'vitest';
import { join, list, raw, sql } from '../../../../src/metrics/query/sql.ts';
import { statementText } from '../../../helpers/statement-text.ts';

test('values are bound, numbered in the order of their places', async () => {
  expect(await statementText(sql`SELECT * FROM t WHERE a = ${'x'} AND b > ${2} AND c IS ${null}`)).toEqual({
    text: 'SELECT * FROM t WHERE a = $1 AND b > $2 AND c IS $3',
    values: ['x', 2, null],
  });
});

test('pieces become part of the whole, as often as they are named', async () => {
  const young = sql`age < ${18}`;
  expect(await statementText(sql`SELECT ${young} FROM t WHERE name = ${'ana'} AND (${young})`)).toEqual({
    text: 'SELECT age < $1 FROM t WHERE name = $2 AND (age < $3)',
    values: [18, 'ana', 18],
  });
});

test('what a person typed never becomes SQL', async () => {
  const typed = `'; DROP TABLE tickets; --`;
  expect(await statementText(sql`SELECT ${raw('id')} FROM t WHERE team = ${typed}`)).toEqual({
    text: 'SELECT id FROM t WHERE team = $1',
    values: [typed],
  });
});

test('pieces are joined, none to nothing', async () => {
  const conditions = [sql`a = ${1}`, raw('b'), sql`c = ${2}`];
  expect(await statementText(sql`WHERE ${join(conditions, ' AND ')}${join([], ', ')}`)).toEqual({
    text: 'WHERE a = $1 AND b AND c = $2',
    values: [1, 2],
  });
});

test('a list of no values has nothing in it', async () => {
  expect(await statementText(sql`a IN (${list(['x', 'y'])})`)).toEqual({ text: 'a IN ($1, $2)', values: ['x', 'y'] });
  expect(await statementText(sql`a IN (${list([])})`)).toEqual({ text: 'a IN (NULL)', values: [] });
});
