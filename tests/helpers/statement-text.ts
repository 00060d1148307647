import { z } from 'zod';
import { select, type Sql } from '../../src/metrics/query/sql.ts';
import type { Reader, Value } from '../../src/store/store.ts';

/** What a store is asked when a piece of SQL is a whole statement. */
export async function statementText(statement: Sql): Promise<{ text: string; values: readonly Value[] }> {
  let asked = { text: '', values: [] as readonly Value[] };
  const store: Reader = {
    async query(text, values) {
      asked = { text, values };
      return [];
    },
  };
  await select(store, statement, z.unknown());
  return asked;
}
