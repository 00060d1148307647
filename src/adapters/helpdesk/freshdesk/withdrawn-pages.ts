import { z } from 'zod';
import { changedPages } from '../kit/changed-pages.ts';
import { instant } from '../kit/fields.ts';
import { readRows } from '../kit/rows.ts';
import { id } from './fields.ts';
import { lastChange, settling } from './last-change.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const withdrawn = z.object({ id, updated_at: instant });

const shelves = { deletedTickets: 'deleted', spam: 'spam' } as const;

/** Tickets deleted, or marked as spam, since the position. The lists of tickets leave them out. */
export async function* withdrawnPages(position: Position, { api, signal }: Tools): AsyncGenerator<Step> {
  for (const kind of ['deletedTickets', 'spam'] as const) {
    const ask = (from: { since: number; page: number }) => api.tickets({ shelf: shelves[kind], ...from }, { signal });
    const pages = changedPages(ask, { start: position[kind], stampOf: lastChange, overlap: settling });
    for await (const { rows, reached } of pages) {
      const { read, skipped } = readRows(rows, { as: withdrawn, noun: 'ticket' });
      const deleted = read.map(({ id, updated_at }) => ({ id: String(id), at: updated_at }));
      yield { batch: { facts: {}, deleted, skipped }, moved: { [kind]: reached } };
    }
  }
}
