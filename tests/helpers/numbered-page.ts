import { z } from 'zod';
import type { Reader } from '../../src/store/store.ts';
import { complete } from './store.ts';

/** A page of three tickets with a reply each. */
export function numberedPage(number: number) {
  const ids = [1, 2, 3].map((n) => `${number}-${n}`);
  const tickets = ids.map((id) => ({ id, created_at: number }));
  return {
    facts: complete({ tickets, replies: ids.map((id) => ({ id, ticket: id, at: number })) }),
    cursor: String(number),
  };
}

export async function count(store: Reader, table: 'tickets' | 'replies'): Promise<number | undefined> {
  const rows = await store.query(`SELECT count(*) AS n FROM ${table}`, [], z.object({ n: z.number() }));
  return rows[0]?.n;
}
