import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import {
  beginList,
  defineStream,
  everyRow,
  finishList,
  ifConnected,
  instant,
  lookback,
  notListed,
  numberedPages,
  readRows,
  secondsNow,
  text,
  whereConnected,
  type Call,
} from '../kit/index.ts';
import type { Api } from './api.ts';
import type { Context } from './context.ts';
import { id, iso, reference } from './fields.ts';
import type { Groups } from './groups.ts';

/** A customer's answer to a survey. */
const foreignRating = z.object({
  id,
  survey_id: id.nullish(),
  user_id: reference,
  agent_id: reference,
  group_id: id.nullish(),
  ticket_id: reference,
  feedback: text,
  ratings: z.looseObject({ default_question: z.int() }),
  created_at: instant,
  updated_at: instant,
});

/**
 * Ratings that changed. Freshdesk finds them by their creation only, so that each list looks back. A plan without them (403, 404)
 * is not connected.
 */
export const ratings = defineStream({
  name: 'ratings',
  cursor: lookback({ page: z.int().min(1) }).default(notListed),

  async *read(before, { api, groups, clock, signal }: Context) {
    const list = before.list ?? { ...beginList(before, secondsNow(clock)), page: 1 };
    const ask = (page: number) => askRatings(api, { since: list.createdSince, page }, { signal });
    let scales: Scales | undefined;
    for await (const { rows, isLast, number } of whereConnected(numberedPages(ask, list.page))) {
      scales ??= openScales((await ifConnected(everyRow((page) => api.list('surveys', page, { signal })))) ?? []);
      const as = ratingRow({ groups, scales, since: list.changedSince });
      const { read, skipped } = readRows(rows, { as, noun: 'rating' });
      yield {
        facts: { surveys: read.flat() },
        gives: ['surveys:csat'],
        skipped,
        cursor: isLast ? finishList(before, list) : { ...before, list: { ...list, page: number + 1 } },
      };
    }
  },
});

/** Given since an instant, whatever changed since. */
export function askRatings(api: Api, { since, page }: { since: number; page: number }, call: Call) {
  const query = since > 0 ? { created_since: iso(since) } : {};
  return api.list('surveys/satisfaction_ratings', page, { query, ...call });
}

/** A row → the survey it answers, or nothing when it did not change since (epoch seconds). */
function ratingRow({ groups, scales, since }: { groups: Groups; scales: Scales; since: number }) {
  return foreignRating.transform((rating, check) => {
    if (rating.updated_at < since) return [];
    const given = scales(rating.survey_id ?? null, rating.ratings.default_question);
    if (given === undefined) {
      check.addIssue({ code: 'custom', message: 'no rating of any scale', path: ['ratings', 'default_question'] });
      return z.NEVER;
    }
    return [
      facts.surveys.parse({
        id: String(rating.id),
        kind: 'csat',
        answered_at: rating.updated_at,
        ...given,
        scale_min: 1,
        comment: rating.feedback,
        ticket: rating.ticket_id,
        agent: rating.agent_id,
        team: groups.name(rating.group_id),
        customer: rating.user_id,
      }),
    ];
  });
}

const survey = z.object({
  id,
  questions: z.array(z.object({ id: z.string(), accepted_ratings: z.array(z.coerce.number()) })),
});

/** The question that every survey begins with, and that counts. */
const counting = 'default_question';
/** From extremely unhappy to extremely happy, where a survey that is gone does not say which it took. */
const all = [-103, -102, -101, 100, 101, 102, 103];
const classic = [3, 2, 1];

/** A rating's place among the answers that its survey takes, from 1 on; undefined for one that is no rating. */
type Scales = (survey: number | null, rating: number) => { score: number; scale_max: number } | undefined;

/** @param surveys the account's, which say what answers each takes */
export function openScales(surveys: readonly unknown[]): Scales {
  const scales = new Map<number | null, readonly number[]>();
  for (const { id, questions } of readRows(surveys, { as: survey, noun: 'survey' }).read) {
    const question = questions.find((one) => one.id === counting);
    if (question !== undefined) scales.set(id, question.accepted_ratings.toSorted(byHappiness));
  }
  return (survey, rating) => {
    const scale = [scales.get(survey) ?? [], all, classic].find((one) => one.includes(rating));
    return scale && { score: scale.indexOf(rating) + 1, scale_max: scale.length };
  };
}

/** In classic surveys 1 is the best. */
function byHappiness(one: number, other: number): number {
  const [left, right] = [one, other].map((rating) => (classic.includes(rating) ? -rating : rating));
  return (left ?? 0) - (right ?? 0);
}
