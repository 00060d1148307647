import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { id, instant, maybeInstant } from './fields.ts';

export const foreignCall = z.object({
  id,
  ticket_id: text,
  type: z.enum(['I', 'O', 'T']),
  date_created: instant,
  date_answered: maybeInstant,
  date_finished: maybeInstant,
});

type ForeignCall = z.output<typeof foreignCall>;

/** Agents calling each other. */
export function isInternal({ type }: ForeignCall): boolean {
  return type === 'T';
}

/** Who took it, and holding and wrapping up, are not told. While a call is ringing or going on, its end is not known. */
export function toCall({ id, ticket_id, type, date_created, date_answered, date_finished }: ForeignCall) {
  const waitedUntil = date_answered ?? date_finished;
  return facts.calls.parse({
    id,
    at: date_created,
    channel: 'phone',
    direction: type === 'I' ? 'in' : 'out',
    is_answered: date_answered !== null,
    wait_seconds: waitedUntil === null ? null : Math.max(0, waitedUntil - date_created),
    talk_seconds: date_answered === null || date_finished === null ? null : Math.max(0, date_finished - date_answered),
    ticket: ticket_id,
  });
}
