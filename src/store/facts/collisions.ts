import { z } from 'zod';
import { keys, type Table } from '../../helpdesk.ts';
import type { Reader } from '../store.ts';
import type { Row } from './ingest.ts';

/** What stays as it is for as long as a row means the same thing: where it differs, two things have one id. */
const lasting: { readonly [T in Table]?: readonly string[] } = {
  customers: ['started_at'],
  tickets: ['created_at'],
  ticket_moves: ['ticket', 'at'],
  replies: ['ticket', 'at'],
  surveys: ['kind', 'ticket', 'sent_at', 'answered_at'],
  calls: ['at'],
  self_service: ['at'],
  orders: ['customer', 'at'],
  reviews: ['ticket', 'at'],
  mentions: ['at'],
  engagements: ['customer', 'at'],
};
const idsAtOnce = 1000;
const value = z.union([z.string(), z.number()]).nullable();

/** How many of a desk's stored rows have the id of one of these, and are of something else. */
export async function countCollisions(
  store: Reader,
  desk: string,
  { table, rows }: { table: Table; rows: readonly Row[] },
): Promise<number> {
  const columns = lasting[table];
  if (!columns || keys[table].length > 1) return 0;
  const byId = new Map(rows.map((row) => [String(row['id']), row]));
  const ids = [...byId.keys()];
  const selected = columns.map((column) => `"${column}"`).join(', ');
  const shape = z.object({ id: z.string(), ...Object.fromEntries(columns.map((column) => [column, value])) });
  let count = 0;
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const some = ids.slice(from, from + idsAtOnce);
    const places = some.map((_, index) => `$${index + 2}`).join(', ');
    const stored: Row[] = await store.query(
      `SELECT id, ${selected} FROM ${table} WHERE desk = $1 AND id IN (${places})`,
      [desk, ...some],
      shape,
    );
    count += stored.filter((other) => differs(other, byId.get(String(other['id'])) ?? {}, columns)).length;
  }
  return count;
}

/** What one of them does not say tells nothing. */
function differs(one: Row, other: Row, columns: readonly string[]): boolean {
  return columns.some((column) => {
    const [left, right] = [one[column] ?? null, other[column] ?? null];
    return left !== null && right !== null && left !== right;
  });
}
