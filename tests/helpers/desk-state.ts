import { keys, type Batch, type Table } from '../../src/helpdesk.ts';

type Row = Readonly<Record<string, unknown>>;

/** All of a pull's batches, or the first few of them; stopping early ends the pull as a crash between two batches would. */
export async function collect(pull: AsyncIterable<Batch>, atMost = Number.POSITIVE_INFINITY): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of pull) {
    batches.push(batch);
    if (batches.length >= atMost) break;
  }
  return batches;
}

/**
 * What a store holds after these batches, by table and key: the newer row stands, and a deleted ticket is gone. Links into a
 * server on this machine are told without its port, so that what two of them hold can be compared.
 */
export function settle(batches: readonly Batch[]): Record<string, Record<string, Row>> {
  const state: Record<string, Record<string, Row>> = {};
  for (const { facts, deleted = [] } of batches) {
    for (const [table, rows] of Object.entries(facts)) {
      const held = (state[table] ??= {});
      for (const row of rows as readonly Row[]) {
        const key = keys[table as Table].map((column) => String(row[column])).join('/');
        if (version(row) >= version(held[key])) held[key] = withoutPort(row);
      }
    }
    const tickets = (state.tickets ??= {});
    for (const { id, at } of deleted) if (at >= version(tickets[id])) delete tickets[id];
  }
  return state;
}

function withoutPort(row: Row): Row {
  return typeof row.url === 'string' ? { ...row, url: row.url.replace(/^http:\/\/127\.0\.0\.1:\d+/, '') } : row;
}

function version(row: Row | undefined): number {
  return typeof row?.updated_at === 'number' ? row.updated_at : 0;
}
