import { z } from 'zod';
import { DAY } from '../../../calendar/units.ts';
import { facts, type Fact } from '../../../helpdesk.ts';
import { defineStream, numberedPages, readRows, secondsNow, text, whereConnected, type Page } from '../kit/index.ts';
import type { Context } from './context.ts';
import { id, instant } from './fields.ts';

/** For two weeks a customer may answer anew, which Chatwoot does not date. */
const changeable = 15 * DAY;
const longEvery = 3600;
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

const second = z.int().min(0);

const cursor = z.strictObject({
  /** How far answers have been read, and when all that may still change were read last. */
  readAt: second,
  sweptAt: second,
  /** A list that was begun and not read to its end. */
  list: z.strictObject({ since: second, until: second, isSweep: z.boolean(), page: z.int().min(1) }).nullable(),
});

type Cursor = z.output<typeof cursor>;

/** Answers given, and once an hour those that may have changed. Where they are not to be had: not connected. */
export const ratings = defineStream({
  name: 'ratings',
  cursor: cursor.default({ readAt: 0, sweptAt: 0, list: null }),
  read: (before, context: Context) => whereConnected(pages(before, context)),
});

async function* pages(before: Cursor, { api, clock, signal }: Context): AsyncGenerator<Page<Cursor>> {
  const list = before.list ?? begin(before, secondsNow(clock));
  const asked = numberedPages((page) => api.ratings({ ...list, page }, { signal }), list.page);
  for await (const { rows, number, isLast } of asked) {
    const { read, skipped } = readRows(rows, { as: foreignRating, noun: 'rating' });
    yield {
      facts: { surveys: read.map(toSurvey) },
      gives: ['surveys:csat'],
      skipped,
      cursor: isLast ? finish(before, list) : { ...before, list: { ...list, page: number + 1 } },
    };
  }
}

function begin({ readAt, sweptAt }: Cursor, now: number): NonNullable<Cursor['list']> {
  const isSweep = now - sweptAt >= longEvery;
  const since = isSweep ? sweptAt - changeable : readAt - overlap;
  return { since: Math.max(0, since), until: now + overlap, isSweep, page: 1 };
}

function finish({ sweptAt }: Cursor, { until, isSweep }: NonNullable<Cursor['list']>): Cursor {
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
