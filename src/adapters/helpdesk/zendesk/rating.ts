import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { instant, text } from '../kit/fields.ts';
import { id, reference } from './fields.ts';
import type { Names } from './names.ts';

/** A satisfaction rating (the legacy CSAT). Rating again changes the same row. */
export const foreignRating = z.object({
  id,
  score: z.enum(['offered', 'unoffered', 'good', 'bad']),
  ticket_id: reference,
  assignee_id: reference,
  group_id: id.nullish(),
  requester_id: reference,
  comment: text,
  created_at: instant,
  updated_at: instant,
});

export type ForeignRating = z.output<typeof foreignRating>;

/** When it was sent or last given; null for an `unoffered` one, which was never sent. */
export function ratedAt({ score, updated_at }: ForeignRating): number | null {
  return score === 'unoffered' ? null : updated_at;
}

/** An offered rating was sent and is not answered. */
export function toSurvey(rating: ForeignRating, names: Names): Fact<'surveys'> {
  const isAnswered = rating.score === 'good' || rating.score === 'bad';
  return facts.surveys.parse({
    id: String(rating.id),
    kind: 'csat',
    sent_at: rating.created_at,
    answered_at: isAnswered ? rating.updated_at : null,
    score: isAnswered ? Number(rating.score === 'good') : null,
    scale_min: 0,
    scale_max: 1,
    comment: rating.comment,
    ticket: rating.ticket_id,
    agent: rating.assignee_id,
    team: names.group(rating.group_id),
    customer: rating.requester_id,
  });
}
