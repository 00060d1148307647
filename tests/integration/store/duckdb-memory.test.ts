import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Reader } from '../../../src/store/store.ts';
import { startStore } from '../../helpers/store.ts';

const setting = z.object({ memory: z.string(), threads: z.number() });

async function means(reader: Reader) {
  const [row] = await reader.query(
    `SELECT current_setting('memory_limit') AS memory, CAST(current_setting('threads') AS BIGINT) AS threads`,
    [],
    setting,
  );
  return row;
}

const ample = { memory: '366.2 MiB', threads: 2 };
const frugal = { memory: '30.5 MiB', threads: 1 };

test('a first load takes little of DuckDB, and what comes between its pages all there is', async () => {
  await using store = await startStore();
  expect(await store.transaction(means, { isLoad: true })).toEqual(frugal);
  expect(await store.transaction(means, { isLoad: true })).toEqual(frugal);
  expect(await means(store)).toEqual(ample);
  expect(await store.transaction(means, { isLoad: true })).toEqual(frugal);
  expect(await store.transaction(means)).toEqual(ample);
});

test('an answer that is being worked out keeps what it was given, and one that comes while a page is stored gets it', async () => {
  await using store = await startStore();
  const answer = store.query('SELECT count(*) AS memory, 2 AS threads FROM range(30000000) a', [], z.unknown());
  expect(await store.transaction(means, { isLoad: true })).toEqual(ample);
  await answer;
  const during = await store.transaction(async (tx) => [await means(tx), await means(store), await means(tx)], {
    isLoad: true,
  });
  expect(during).toEqual([frugal, ample, ample]);
});

test('a page that fails with little is tried again with twice as much up to all there is, and those after it begin so', async () => {
  await using store = await startStore();
  const given: (string | undefined)[] = [];
  const failing = (failures: number) =>
    store.transaction(
      async (tx) => {
        given.push((await means(tx))?.memory);
        await tx.run(`INSERT INTO deleted_tickets VALUES ('acme', '${given.length}', 0)`, []);
        if (given.length <= failures) throw new Error('it did not fit');
      },
      { isLoad: true },
    );
  await failing(1);
  expect(given).toEqual(['30.5 MiB', '61.0 MiB']);
  const kept = await store.query('SELECT id FROM deleted_tickets', [], z.object({ id: z.string() }));
  expect(kept).toEqual([{ id: '2' }]);
  await expect(failing(100)).rejects.toThrow('it did not fit');
  expect(given.slice(2)).toEqual(['61.0 MiB', '122.0 MiB', '244.1 MiB', '366.2 MiB']);
});

test('a page that fails with little is tried again even when an answer came meanwhile', async () => {
  await using store = await startStore();
  let tries = 0;
  const stored = await store.transaction(
    async (tx) => {
      tries += 1;
      if (tries > 1) return await means(tx);
      await means(store);
      throw new Error('it did not fit');
    },
    { isLoad: true },
  );
  expect({ tries, stored }).toEqual({ tries: 2, stored: { memory: '61.0 MiB', threads: 1 } });
});
