import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { id, instant, reference, text } from './fields.ts';

const foreignComment = z.object({
  id,
  related_to: id,
  creator: reference,
  assigned_user_id: reference,
  customer: text,
  is_private: text,
  source: text,
  createdtime: instant,
});

/** A comment on a ticket → the reply. The portal and the mail scanner name the customer who wrote; a workflow names itself as the source. */
export const commentRow = foreignComment
  .transform((row): z.input<typeof facts.replies> => {
    const by = authorOf(row);
    return {
      id: row.id,
      ticket: row.related_to,
      at: row.createdtime,
      by,
      agent: by === 'agent' ? (row.creator ?? row.assigned_user_id) : null,
      is_public: row.is_private !== '1',
    };
  })
  .pipe(facts.replies);

function authorOf({ customer, source }: z.output<typeof foreignComment>): 'agent' | 'customer' | 'automation' {
  if (customer !== null && customer !== '0') return 'customer';
  return source?.toUpperCase() === 'WORKFLOW' ? 'automation' : 'agent';
}

/** When the customer last wrote on each of these tickets, in epoch seconds: what may open one again. */
export function heardAt(replies: readonly Fact<'replies'>[]): Map<string, number> {
  const heard = new Map<string, number>();
  for (const { ticket, by, at } of replies) {
    if (ticket !== null && by === 'customer') heard.set(ticket, Math.max(at, heard.get(ticket) ?? 0));
  }
  return heard;
}
