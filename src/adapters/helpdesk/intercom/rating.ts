import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { instant, reference } from './fields.ts';

/** Without `rating` it was asked for and not given. Rating again changes it. */
export const foreignRating = z.object({
  rating: z.int().min(1).max(5).nullish(),
  remark: text,
  created_at: instant,
  updated_at: instant.nullish(),
  teammate: z.object({ id: reference }).nullish(),
});

/** A conversation has one rating at most: its id is the conversation's. */
export function toSurvey(
  { rating, remark, created_at, updated_at, teammate }: z.output<typeof foreignRating>,
  { ticket, team, customer }: { ticket: string; team: string | null; customer: string | null },
): Fact<'surveys'> {
  return facts.surveys.parse({
    id: ticket,
    kind: 'csat',
    sent_at: created_at,
    answered_at: rating == null ? null : (updated_at ?? created_at),
    score: rating,
    scale_min: 1,
    scale_max: 5,
    comment: remark,
    ticket,
    agent: teammate?.id,
    team,
    customer,
  });
}
