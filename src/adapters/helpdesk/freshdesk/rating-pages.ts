import { z } from 'zod';
import { facts } from '../../../helpdesk.ts';
import { whereConnected } from '../kit/connected.ts';
import { instant, text } from '../kit/fields.ts';
import { readRows } from '../kit/rows.ts';
import { beginList, finishList } from '../kit/lookback.ts';
import { everyPage } from './every-page.ts';
import { id, reference } from './fields.ts';
import type { Groups } from './groups.ts';
import type { Position } from './position.ts';
import { openScales, type Scales } from './scales.ts';
import type { Step, Tools } from './stream.ts';

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
 * Ratings changed since the position. Freshdesk finds them by their creation only, so that each time a way back is read
 * again: two days, and once an hour five weeks. A plan without them (403, 404) is not connected.
 */
export async function* ratingPages({ ratings }: Position, tools: Tools): AsyncGenerator<Step> {
  const { api, groups, clock, signal } = tools;
  const list = ratings.list ?? { ...beginList(ratings, Math.floor(clock.now() / 1000)), page: 1 };
  const ask = (page: number) => api.ratings({ since: list.createdSince, page }, { signal });
  let scales: Scales | undefined;
  for await (const { rows, isLast, number } of whereConnected(everyPage(ask, list.page))) {
    scales ??= await openScales(api, { signal });
    const { read, skipped } = readRows(rows, {
      as: ratingRow({ groups, scales, since: list.changedSince }),
      noun: 'rating',
    });
    yield {
      batch: { facts: { surveys: read.flat() }, gives: ['surveys:csat'], skipped },
      moved: { ratings: isLast ? finishList(ratings, list) : { ...ratings, list: { ...list, page: number + 1 } } },
    };
  }
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
