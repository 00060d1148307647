import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { wordFor, type Unmapped } from '../kit/unmapped.ts';
import { id, instant } from './fields.ts';
import { statusWords, withdrawn } from './words.ts';

export const historyRow = z.object({
  id,
  conversation_id: id,
  agent_id: text,
  status: z.string(),
  date_from: instant,
});

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
