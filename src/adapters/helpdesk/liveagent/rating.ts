import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { text } from '../kit/fields.ts';
import { instantsAt } from '../files/wall-time.ts';
import { id, instant } from './fields.ts';
import type { Names } from './names.ts';

/** A row of API v1's ranking report: a reward (R, or W as on messages), a punishment, or neither, as nobody rated. */
export const foreignRating = z.object({
  id,
  rankingType: z.enum(['R', 'W', 'P', 'N']),
  /** In the account's time zone. */
  datecreated: instant,
  conversationid: text,
  agentEmail: text,
  contactid: text,
  comment: text,
});

export type ForeignRating = z.output<typeof foreignRating>;

export function isGiven({ rankingType }: ForeignRating): boolean {
  return rankingType !== 'N';
}

export function toSurvey(
  rating: ForeignRating,
  { names, timezone }: { names: Names; timezone: string },
): Fact<'surveys'> {
  return facts.surveys.parse({
    id: rating.id,
    kind: 'csat',
    // An hour that clocks are put forward over has no instant: the nearest is what they would have shown.
    answered_at: instantsAt(rating.datecreated, timezone)[0] ?? rating.datecreated,
    score: rating.rankingType === 'P' ? 0 : 1,
    scale_min: 0,
    scale_max: 1,
    comment: rating.comment,
    ticket: rating.conversationid,
    agent: names.agentOf(rating.agentEmail),
    customer: rating.contactid,
  });
}
