import { expect, test } from 'vitest';
import { z } from 'zod';
import { remembering } from '../../../src/store/remembering.ts';
import type { Reader, Value } from '../../../src/store/store.ts';

const row = z.object({ n: z.number() });

/** Numbers each time it is asked. */
function counting(): Reader {
  let times = 0;
  return {
    async query<Row>(_sql: string, _values: readonly Value[], shape: z.ZodType<Row>) {
      times += 1;
      return [shape.parse({ n: times })];
    },
  };
}

test('the same question has the same answer, at once and later', async () => {
  const store = remembering(counting());
  const ask = () => store.query('SELECT n FROM t WHERE a = $1', ['a'], row);
  expect(await Promise.all([ask(), ask()])).toEqual([[{ n: 1 }], [{ n: 1 }]]);
  expect(await ask()).toEqual([{ n: 1 }]);
});

test('another value, another statement and another shape of the rows are asked for', async () => {
  const store = remembering(counting());
  await store.query('SELECT n FROM t WHERE a = $1', ['1'], row);
  expect(await store.query('SELECT n FROM t WHERE a = $1', [1], row)).toEqual([{ n: 2 }]);
  expect(await store.query('SELECT n FROM u WHERE a = $1', ['1'], row)).toEqual([{ n: 3 }]);
  expect(await store.query('SELECT n FROM t WHERE a = $1', ['1'], row.extend({ n: z.coerce.string() }))).toEqual([
    { n: '4' },
  ]);
});

test('the next answer asks anew', async () => {
  const store = counting();
  for (const n of [1, 2]) expect(await remembering(store).query('SELECT n FROM t', [], row)).toEqual([{ n }]);
});
