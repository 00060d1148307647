import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { instant, text } from '../kit/fields.ts';
import { id } from './fields.ts';

const rated = z.object({
  type: z.literal('rating_scale'),
  rating: z.number().nullish(),
  updated_at: instant,
  question: z.object({ options: z.array(z.object({ rating: z.number().nullish() })).nullish() }).nullish(),
});

const written = z.object({ type: z.literal('open_ended'), value: text });

const isKnown = ({ type }: { type: string }) => type === 'rating_scale' || type === 'open_ended';

/** What a customer answered to a CSAT survey (the newer system). Answering again changes the same row. */
export const foreignResponse = z.object({
  id: z.string().min(1),
  responder_id: z.union([id.transform(String), z.string().min(1)]).nullish(),
  subjects: z.array(z.object({ type: z.string().nullish(), id: z.union([id, z.string()]).nullish() })).nullish(),
  answers: z
    .array(z.looseObject({ type: z.string() }))
    .transform((answers) => answers.filter(isKnown))
    .pipe(z.array(z.discriminatedUnion('type', [rated, written]))),
});

export type ForeignResponse = z.output<typeof foreignResponse>;

/** When it was last rated; null while it is not answered, of which Zendesk does not say when it was sent. */
export function answeredAt(response: ForeignResponse): number | null {
  return ratingOf(response)?.updated_at ?? null;
}

/** The scale is the question's own, from its lowest to its highest option. */
export function surveyOf(response: ForeignResponse): Fact<'surveys'> {
  const rating = ratingOf(response);
  const steps = (rating?.question?.options ?? []).flatMap(({ rating }) => rating ?? []);
  const ticket = response.subjects?.find(({ type }) => type === 'ticket' || type === 'zen:ticket')?.id;
  return facts.surveys.parse({
    id: response.id,
    kind: 'csat',
    answered_at: rating?.updated_at,
    score: rating?.rating,
    scale_min: steps.length > 1 ? Math.min(...steps) : 1,
    scale_max: steps.length > 1 ? Math.max(...steps) : 5,
    comment: response.answers.find((answer) => answer.type === 'open_ended')?.value,
    ticket: ticket == null ? null : String(ticket),
    customer: response.responder_id,
  });
}

function ratingOf({ answers }: ForeignResponse) {
  return answers.find((answer) => answer.type === 'rating_scale');
}
