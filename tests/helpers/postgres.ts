import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { facts } from '../../src/helpdesk.ts';
import type { Reader } from '../../src/store/store.ts';

const migrations = join(import.meta.dirname, '../../src/store/migrations');

/** A PostgreSQL with the facts of a store, to show that a statement means the same there. */
export async function copyToPostgres(store: Reader): Promise<Reader & AsyncDisposable> {
  const database = await PGlite.create();
  // Tables alone: the keys and indexes of `*.postgres.sql` change no answer.
  for (const name of readdirSync(migrations).toSorted()) {
    if (!name.endsWith('.postgres.sql')) await database.exec(readFileSync(join(migrations, name), 'utf8'));
  }
  for (const table of Object.keys(facts)) {
    const rows = await store.query(`SELECT * FROM ${table}`, [], z.record(z.string(), z.unknown()));
    await database.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  }
  return {
    async query(sql, values, row) {
      const result = await database.query(sql, [...values]);
      return z.array(row).parse(result.rows);
    },
    [Symbol.asyncDispose]: () => database.close(),
  };
}
