import { z } from 'zod';
import { readRows } from '../rows.ts';
import { id, instant } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';
import { walkChanges } from './walk.ts';

const withdrawn = z.object({ id, updated_at: instant });

/** Tickets deleted, or marked as spam, since the position. The lists of tickets leave them out. */
export async function* withdrawnPages(position: Position, { api, signal }: Tools): AsyncGenerator<Step> {
  for (const shelf of ['deleted', 'spam'] as const) {
    const ask = (from: { since: number; page: number }) => api.tickets({ shelf, ...from }, { signal });
    for await (const { rows, walk } of walkChanges(ask, position[shelf])) {
      const { read, skipped } = readRows(rows, { as: withdrawn, noun: 'ticket' });
      const deleted = read.map(({ id, updated_at }) => ({ id: String(id), at: updated_at }));
      yield { batch: { facts: {}, deleted, skipped }, moved: { [shelf]: walk } };
    }
  }
}
