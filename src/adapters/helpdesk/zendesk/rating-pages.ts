import { UpstreamError } from '../../../errors.ts';
import { earliest } from './api.ts';
import type { Position } from './position.ts';
import { foreignRating, toSurvey } from './rating.ts';
import { readRows } from '../rows.ts';
import type { Step, Tools } from './stream.ts';

const day = 86_400;
/** A ticket is closed at most 28 days after it was solved; until then its rating can be given or changed. */
const longWayBack = 35 * day;
const shortWayBack = 2 * day;
const sweepEvery = 3600;
/** Our clock may run ahead of Zendesk's; what changed just before a list was begun is read twice. */
const slack = 600;

type Reading = Position['ratings'];
type RatingList = Omit<NonNullable<Reading['list']>, 'after'>;

/**
 * Ratings changed since the position. Zendesk finds them by their creation only, so that each time a way back is read
 * again: two days, and once an hour five weeks. A desk without them (403, 404) is not connected, which is no failure.
 */
export async function* ratingPages({ ratings }: Position, { api, names, clock, signal }: Tools): AsyncGenerator<Step> {
  const list = ratings.list ?? begin(ratings, Math.floor(clock.now() / 1000));
  let after = ratings.list?.after ?? null;
  try {
    do {
      const page = await api.ratings({ startTime: list.createdSince, after }, { signal });
      const { read, skipped } = readRows(page.rows, { as: foreignRating, noun: 'rating' });
      const sent = read.filter(({ score, updated_at }) => score !== 'unoffered' && updated_at >= list.changedSince);
      after = page.after;
      yield {
        batch: { facts: { surveys: sent.map((rating) => toSurvey(rating, names)) }, gives: ['surveys:csat'], skipped },
        moved: { ratings: after === null ? finish(ratings, list) : { ...ratings, list: { ...list, after } } },
      };
    } while (after !== null);
  } catch (error) {
    if (!(error instanceof UpstreamError && ['forbidden', 'not-found'].includes(error.reason))) throw error;
  }
}

function begin({ readAt, sweptAt }: Reading, now: number): RatingList {
  const isSweep = now - sweptAt >= sweepEvery;
  const since = isSweep ? sweptAt : readAt;
  return {
    startedAt: now,
    isSweep,
    createdSince: Math.max(earliest, since - (isSweep ? longWayBack : shortWayBack)),
    changedSince: Math.max(0, since - slack),
  };
}

function finish({ sweptAt }: Reading, { startedAt, isSweep }: RatingList): Reading {
  return { readAt: startedAt, sweptAt: isSweep ? startedAt : sweptAt, list: null };
}
