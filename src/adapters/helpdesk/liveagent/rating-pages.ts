import { whereConnected } from '../kit/connected.ts';
import { readRows } from '../kit/rows.ts';
import type { Position } from './position.ts';
import { foreignRating, isGiven, toSurvey } from './rating.ts';
import type { Step, Tools } from './stream.ts';

const day = 86_400;
/** Ratings are found by the day they were given, and may be changed later: so long each is read again. */
const wayBack = 7 * day;

/** Ratings given since the position, of API v1; none for a desk without a key for it. */
export async function* ratingPages({ ratings }: Position, tools: Tools): AsyncGenerator<Step> {
  if (tools.hasRatings) yield* whereConnected(pagesOf(ratings, tools));
}

async function* pagesOf(
  { since, offset: start }: Position['ratings'],
  { api, names, timezone, clock, signal }: Tools,
): AsyncGenerator<Step> {
  const now = Math.floor(clock.now() / 1000);
  // Wherever the account is, its day is none but the one before, this one, or the one after.
  const days = { from: dayText(Math.max(0, since - wayBack)), to: dayText(now + day) };
  let offset = start;
  let isEnd = false;
  while (!isEnd) {
    const rows = await api.ratings({ ...days, offset }, { signal });
    const { read, skipped } = readRows(rows, { as: foreignRating, noun: 'rating' });
    offset += rows.length;
    isEnd = rows.length === 0;
    yield {
      batch: {
        facts: { surveys: read.filter(isGiven).map((rating) => toSurvey(rating, { names, timezone })) },
        gives: ['surveys:csat'],
        skipped,
      },
      moved: { ratings: isEnd ? { since: now, offset: 0 } : { since, offset } },
    };
  }
}

function dayText(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 10);
}
