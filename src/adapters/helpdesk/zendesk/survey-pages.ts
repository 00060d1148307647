import type { z } from 'zod';
import type { Fact } from '../../../helpdesk.ts';
import { whereConnected } from '../kit/connected.ts';
import type { Call } from '../kit/http.ts';
import { readRows } from '../kit/rows.ts';
import { beginList, finishList } from '../kit/lookback.ts';
import { earliest, type Api, type ListFrom } from './api.ts';
import type { ListPage } from './envelope.ts';
import type { Names } from './names.ts';
import type { Position, Surveyed } from './position.ts';
import { foreignRating, ratedAt, toSurvey } from './rating.ts';
import { answeredAt, foreignResponse, surveyOf } from './response.ts';
import type { Step, Tools } from './stream.ts';

/** One of Zendesk's two survey systems; an account uses one, and may have answers from the other's time. */
interface System<Row> {
  readonly noun: string;
  readonly as: z.ZodType<Row>;
  readonly ask: (api: Api, from: ListFrom, call: Call) => Promise<ListPage>;
  /** When it was sent or last answered, epoch seconds; null for one to be left out. */
  readonly changedAt: (row: Row) => number | null;
  readonly toSurvey: (row: Row, names: Names) => Fact<'surveys'>;
  readonly reading: (position: Position) => Surveyed;
  readonly moved: (reading: Surveyed) => Partial<Position>;
}

export const ratingPages = surveyPages({
  noun: 'rating',
  as: foreignRating,
  ask: (api, from, call) => api.ratings(from, call),
  changedAt: ratedAt,
  toSurvey,
  reading: ({ ratings }) => ratings,
  moved: (ratings) => ({ ratings }),
});

export const responsePages = surveyPages({
  noun: 'survey response',
  as: foreignResponse,
  ask: (api, from, call) => api.surveyResponses(from, call),
  changedAt: answeredAt,
  toSurvey: surveyOf,
  reading: ({ responses }) => responses,
  moved: (responses) => ({ responses }),
});

/**
 * Surveys changed since the position. Zendesk finds them by their creation only, so that each time a way back is read
 * again: two days, and once an hour five weeks. A desk without them (403, 404) is not connected, which is no failure.
 */
function surveyPages<Row>({ noun, as, ask, changedAt, toSurvey, reading, moved }: System<Row>) {
  async function* pages(position: Position, { api, names, clock, signal }: Tools): AsyncGenerator<Step> {
    const before = reading(position);
    const list = before.list ?? beginList(before, Math.floor(clock.now() / 1000));
    let after = before.list?.after ?? null;
    do {
      const page = await ask(api, { startTime: Math.max(earliest, list.createdSince), after }, { signal });
      const { read, skipped } = readRows(page.rows, { as, noun });
      const news = read.filter((row) => (changedAt(row) ?? -1) >= list.changedSince);
      after = page.after;
      yield {
        batch: { facts: { surveys: news.map((row) => toSurvey(row, names)) }, gives: ['surveys:csat'], skipped },
        moved: moved(after === null ? finishList(before, list) : { ...before, list: { ...list, after } }),
      };
    } while (after !== null);
  }
  return (position: Position, tools: Tools) => whereConnected(pages(position, tools));
}
