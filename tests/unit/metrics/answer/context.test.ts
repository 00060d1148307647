import { expect, test } from 'vitest';
import type { z } from 'zod';
import { contextOf } from '../../../../src/metrics/answer/context.ts';
import type { Reader, Value } from '../../../../src/store/store.ts';

/** A store that changes with every look at it: its one desk is called by how often it was asked. */
function changing(): Reader & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async query<Row>(sql: string, _values: readonly Value[], row: z.ZodType<Row>) {
      asked.push(sql);
      const name = `desk ${asked.length}`;
      const unknown = ['cursor', 'synced_at', 'failed_at', 'error', 'began_at', 'loaded_from', 'loaded_to', 'email'];
      const nothing = Object.fromEntries(unknown.map((column) => [column, null]));
      const desk = { name, kind: 'files', rows_read: 0, is_complete: true };
      return [row.parse({ ...nothing, ...desk, desk: 'desk 1', source: name, id: name, team: null })];
    },
  };
}

test('all parts of an answer see the same desks, sources and agents, at once and later', async () => {
  const store = changing();
  const context = contextOf(store);
  const look = async () => [await context.desks(), await context.sources(), await context.agents(['desk 1'])];
  const [first, second] = await Promise.all([look(), look()]);
  expect(first).toEqual(second);
  expect(await look()).toEqual(first);
  expect(store.asked).toHaveLength(3);
});

test('the next answer looks anew', async () => {
  const store = changing();
  for (const name of ['desk 1', 'desk 2']) expect(await contextOf(store).desks()).toMatchObject([{ name }]);
});

test('nothing is looked up that nobody needs, and agents of the desks named only', async () => {
  const store = changing();
  const context = contextOf(store);
  expect(store.asked).toEqual([]);
  expect(await context.agents(['desk 9'])).toEqual([]);
  expect(await context.agents(['desk 1'])).toHaveLength(1);
});
