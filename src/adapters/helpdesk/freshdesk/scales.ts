import { z } from 'zod';
import { isNotConnected } from '../kit/connected.ts';
import type { Call } from '../kit/http.ts';
import { readRows } from '../kit/rows.ts';
import type { Api } from './api.ts';
import { everyRow } from './every-page.ts';
import { id } from './fields.ts';

type Surveys = Pick<Api, 'surveys'>;

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
export type Scales = (survey: number | null, rating: number) => { score: number; scale_max: number } | undefined;

export async function openScales(api: Surveys, call: Call): Promise<Scales> {
  const scales = new Map<number | null, readonly number[]>();
  for (const { id, questions } of readRows(await list(api, call), { as: survey, noun: 'survey' }).read) {
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

async function list(api: Surveys, call: Call): Promise<unknown[]> {
  try {
    return await everyRow((page) => api.surveys(page, call));
  } catch (error) {
    if (!isNotConnected(error)) throw error;
    return [];
  }
}
