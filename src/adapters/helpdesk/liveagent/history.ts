import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { defineStream, openUnmapped, readRows, text, wordFor, type Unmapped } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, instant } from './fields.ts';
import { dated, datedPages, searchDelay } from './pages.ts';
import { statusWords, withdrawn } from './ticket.ts';

const historyRow = z.object({
  id,
  conversation_id: id,
  agent_id: text,
  status: z.string(),
  date_from: instant,
});

/** What tickets went through, all tickets at once. */
export const history = defineStream({
  name: 'history',
  cursor: dated.default({ since: 0 }),
  async *read({ since }, { api, signal }: Context) {
    const pages = datedPages((from) => api.dated('tickets/history', from, { signal }), {
      since,
      overlap: searchDelay,
      beginningOf: (row) => historyRow.safeParse(row).data?.date_from,
    });
    for await (const { rows, reached } of pages) yield { ...readMoves(rows), cursor: reached };
  },
});

export function readMoves(rows: readonly unknown[]) {
  const unmapped = openUnmapped();
  const { read, skipped } = readRows(rows, { as: moveRow(unmapped), noun: 'history row' });
  return { facts: { ticket_moves: read }, skipped, unmapped: unmapped.counts() };
}

/** A stretch of a ticket's life in one status and with one agent → the move that began it. Who moved it is not said. */
export function moveRow(unmapped: Unmapped) {
  return historyRow
    .transform(({ id, conversation_id, agent_id, status, date_from }): z.input<typeof facts.ticket_moves> => ({
      id: `history ${id}`,
      ticket: conversation_id,
      at: date_from,
      // While it is spam or deleted it is no ticket: once that is taken back, the next stretch says how it stands.
      status: withdrawn.has(status)
        ? null
        : wordFor(status, { words: statusWords, field: 'ticket_moves.status', unmapped }),
      agent: agent_id,
    }))
    .pipe(facts.ticket_moves);
}
