import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { whereConnected } from '../kit/connected.ts';
import { text } from '../kit/fields.ts';
import { readRows } from '../kit/rows.ts';
import { id, instant } from './fields.ts';
import type { Position } from './position.ts';
import type { Step, Tools } from './stream.ts';

const day = 86_400;
/** For two weeks a customer may answer anew, which Chatwoot does not date. */
const changeable = 15 * day;
const sweepEvery = 3600;
const overlap = 300;

const foreignRating = z.object({
  id,
  rating: z.int().min(1).max(5),
  feedback_message: text,
  conversation_id: id.nullish(),
  contact: z.object({ id }).nullish(),
  assigned_agent: z.object({ id }).nullish(),
  created_at: instant,
});

type Ratings = Position['ratings'];

/** Answers given since the position, and once an hour those that may have changed. Where they are not to be had: not connected. */
export function ratingPages(position: Position, tools: Tools): AsyncIterable<Step> {
  return whereConnected(pages(position, tools));
}

async function* pages({ ratings }: Position, { api, clock, signal }: Tools): AsyncGenerator<Step> {
  const list = ratings.list ?? begin(ratings, Math.floor(clock.now() / 1000));
  for (let { page } = list; ; page += 1) {
    const rows = await api.ratings({ ...list, page }, { signal });
    const { read, skipped } = readRows(rows, { as: foreignRating, noun: 'rating' });
    const isEnd = rows.length === 0;
    yield {
      batch: { facts: { surveys: read.map(toSurvey) }, gives: ['surveys:csat'], skipped },
      moved: { ratings: isEnd ? finish(ratings, list) : { ...ratings, list: { ...list, page: page + 1 } } },
    };
    if (isEnd) return;
  }
}

function begin({ readAt, sweptAt }: Ratings, now: number): NonNullable<Ratings['list']> {
  const isSweep = now - sweptAt >= sweepEvery;
  const since = isSweep ? sweptAt - changeable : readAt - overlap;
  return { since: Math.max(0, since), until: now + overlap, isSweep, page: 1 };
}

function finish({ sweptAt }: Ratings, { until, isSweep }: NonNullable<Ratings['list']>): Ratings {
  const readAt = until - overlap;
  return { readAt, sweptAt: isSweep ? readAt : sweptAt, list: null };
}

function toSurvey(rating: z.output<typeof foreignRating>): Fact<'surveys'> {
  return facts.surveys.parse({
    id: rating.id,
    kind: 'csat',
    answered_at: rating.created_at,
    score: rating.rating,
    scale_min: 1,
    scale_max: 5,
    comment: rating.feedback_message,
    ticket: rating.conversation_id,
    agent: rating.assigned_agent?.id,
    customer: rating.contact?.id,
  });
}
