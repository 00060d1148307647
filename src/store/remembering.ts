import type { z } from 'zod';
import type { Reader, Value } from './store.ts';

/** A reader for one answer: what one part of it has asked, the others are told, so that all see the same rows. */
export function remembering(store: Reader): Reader {
  const told = new Map<z.ZodType, Map<string, Promise<unknown[]>>>();
  return {
    query<Row>(sql: string, values: readonly Value[], row: z.ZodType<Row>) {
      const known = told.get(row) ?? new Map<string, Promise<unknown[]>>();
      told.set(row, known);
      const asked = JSON.stringify([sql, values]);
      const rows = known.get(asked) ?? store.query(sql, values, row);
      known.set(asked, rows);
      // What is known under a row's schema was parsed by it.
      return rows as Promise<Row[]>;
    },
  };
}
