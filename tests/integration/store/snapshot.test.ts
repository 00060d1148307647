import { expect, test } from 'vitest';
import { z } from 'zod';
import { startStore } from '../../helpers/store.ts';

const row = z.object({ id: z.number(), words: z.string(), at: z.number() });
const written = { id: 100_000, words: 'What was written, and not a letter of something else', at: 1_794_819_620 };

// DuckDB lays a statement out by what the table holds when it is prepared, and cannot hold a row that came before it runs.
test('a row that is written while a statement is being prepared is read as it is, or not yet', async () => {
  await using store = await startStore();
  const seen = new Set<string>();
  for (let round = 0; round < 40; round += 1) {
    const table = `round_${round}`;
    await store.transaction(async (tx) => {
      await tx.run(`CREATE TABLE ${table} (id BIGINT, words TEXT, "at" BIGINT)`, []);
    });
    const reading = Array.from({ length: 12 }, () => store.query(`SELECT * FROM ${table} ORDER BY "at", id`, [], row));
    const { id, words, at } = written;
    await store.transaction(
      async (tx) => void (await tx.run(`INSERT INTO ${table} VALUES ($1, $2, $3)`, [id, words, at])),
    );
    const later = Array.from({ length: 4 }, () => store.query(`SELECT * FROM ${table} ORDER BY "at", id`, [], row));
    for (const rows of await Promise.all([...reading, ...later])) seen.add(JSON.stringify(rows));
  }
  expect([...seen].toSorted()).toEqual(['[]', JSON.stringify([written])]);
});
