import { z } from 'zod';
import { DAY } from '../../../calendar/units.ts';
import { instantOf } from '../../../calendar/zone.ts';
import { facts, type Fact } from '../../../helpdesk.ts';
import { defineStream, readRows, secondsNow, text, whereConnected, type Page } from '../kit/index.ts';
import type { Context, Names } from './context.ts';
import { id, instant } from './fields.ts';

/** Ratings are found by the day they were given, and may be changed later: so long each is read again. */
const lookback = 7 * DAY;

const cursor = z.strictObject({
  /** Epoch seconds. */
  since: z.int().min(0),
  /** A reading that was begun and not ended: how far it came. */
  offset: z.int().min(0),
});

type Cursor = z.output<typeof cursor>;

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

/** Ratings of API v1; none for a desk without a key for it. */
export const ratings = defineStream({
  name: 'ratings',
  cursor: cursor.default({ since: 0, offset: 0 }),
  async *read(start, context: Context) {
    if (context.hasRatings) yield* whereConnected(pages(start, context));
  },
});

async function* pages({ since, offset: start }: Cursor, context: Context): AsyncGenerator<Page<Cursor>> {
  const { api, names, timezone, clock, signal } = context;
  const now = secondsNow(clock);
  // Wherever the account is, its day is none but the one before, this one, or the one after.
  const days = { from: dayText(Math.max(0, since - lookback)), to: dayText(now + DAY) };
  let offset = start;
  for (let isEnd = false; !isEnd;) {
    const rows = await api.ratings({ ...days, offset }, { signal });
    const { read, skipped } = readRows(rows, { as: foreignRating, noun: 'rating' });
    const given = read.filter(({ rankingType }) => rankingType !== 'N');
    offset += rows.length;
    isEnd = rows.length === 0;
    yield {
      facts: { surveys: given.map((rating) => toSurvey(rating, { names, timezone })) },
      gives: ['surveys:csat'],
      skipped,
      cursor: isEnd ? { since: now, offset: 0 } : { since, offset },
    };
  }
}

export function toSurvey(
  rating: z.output<typeof foreignRating>,
  { names, timezone }: { names: Pick<Names, 'agentOf'>; timezone: string },
): Fact<'surveys'> {
  return facts.surveys.parse({
    id: rating.id,
    kind: 'csat',
    answered_at: instantOf(rating.datecreated, timezone),
    score: rating.rankingType === 'P' ? 0 : 1,
    scale_min: 0,
    scale_max: 1,
    comment: rating.comment,
    ticket: rating.conversationid,
    agent: names.agentOf(rating.agentEmail),
    customer: rating.contactid,
  });
}

/** As API v1 wants a day. */
export function dayText(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 10);
}
