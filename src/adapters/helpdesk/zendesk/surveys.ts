import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import {
  beginList,
  defineStream,
  finishList,
  instant,
  lookback,
  notListed,
  readRows,
  secondsNow,
  text,
  whereConnected,
  type Call,
  type Page,
} from '../kit/index.ts';
import { earliest, type Api, type ListPage } from './api.ts';
import type { Context } from './context.ts';
import { id, reference } from './fields.ts';
import type { Names } from './names.ts';

const listed = lookback({ after: z.string() });
type Listed = z.output<typeof listed>;

/** What a list is asked for: surveys created since an instant (epoch seconds), after a cursor. */
interface ListFrom {
  readonly startTime: number;
  readonly after: string | null;
}

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

type ForeignRating = z.output<typeof foreignRating>;

/** When it was sent or last given; null for an `unoffered` one, which was never sent. */
function ratedAt({ score, updated_at }: ForeignRating): number | null {
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

type ForeignResponse = z.output<typeof foreignResponse>;

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

/** One of Zendesk's two survey systems; an account uses one, and may have answers from the other's time. */
interface System<Row> {
  readonly name: string;
  readonly noun: string;
  readonly as: z.ZodType<Row>;
  readonly ask: (api: Api, from: ListFrom, call: Call) => Promise<ListPage>;
  /** When it was sent or last answered, epoch seconds; null for one to be left out. */
  readonly changedAt: (row: Row) => number | null;
  readonly toSurvey: (row: Row, names: Names) => Fact<'surveys'>;
}

export const ratings = surveysOf({
  name: 'ratings',
  noun: 'rating',
  as: foreignRating,
  ask: askRatings,
  changedAt: ratedAt,
  toSurvey,
});

export const responses = surveysOf({
  name: 'responses',
  noun: 'survey response',
  as: foreignResponse,
  ask: askResponses,
  changedAt: answeredAt,
  toSurvey: surveyOf,
});

export function askRatings(api: Api, { startTime, after }: ListFrom, call: Call): Promise<ListPage> {
  return api.listed('satisfaction_ratings', after, { query: { start_time: startTime }, ...call });
}

export function askResponses(api: Api, { startTime, after }: ListFrom, call: Call): Promise<ListPage> {
  // Milliseconds, unlike everything else.
  const query = { 'filter[created_at_start]': startTime * 1000 };
  return api.listed('guide/survey_responses', after, { query, ...call });
}

/**
 * Surveys that changed. Zendesk finds them by their creation only, so that each list looks back. A desk without them (403, 404)
 * is not connected, which is no failure.
 */
function surveysOf<Row>({ name, noun, as, ask, changedAt, toSurvey }: System<Row>) {
  async function* read(before: Listed, { api, names, clock, signal }: Context): AsyncGenerator<Page<Listed>> {
    const list = before.list ?? beginList(before, secondsNow(clock));
    let after = before.list?.after ?? null;
    do {
      const page = await ask(api, { startTime: Math.max(earliest, list.createdSince), after }, { signal });
      const { read, skipped } = readRows(page.rows, { as, noun });
      const changed = read.filter((row) => (changedAt(row) ?? -1) >= list.changedSince);
      after = page.after;
      yield {
        facts: { surveys: changed.map((row) => toSurvey(row, names)) },
        gives: ['surveys:csat'],
        skipped,
        cursor: after === null ? finishList(before, list) : { ...before, list: { ...list, after } },
      };
    } while (after !== null);
  }
  return defineStream({
    name,
    cursor: listed.default(notListed),
    read: (cursor, context: Context) => whereConnected(read(cursor, context)),
  });
}
