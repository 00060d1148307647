import { z } from 'zod';
import type { Batch } from '../../../helpdesk.ts';
import { changedPages, notBegun } from '../kit/changed-pages.ts';
import type { Clock } from '../kit/clock.ts';
import { instant } from '../kit/fields.ts';
import { readRows } from '../kit/rows.ts';
import type * as streams from '../kit/streams.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';
import type { Position } from './position.ts';
import { foreignResponse, toSurveys } from './response.ts';
import type { Scales } from './scales.ts';
import type { Variables } from './settings.ts';

export interface Tools {
  readonly api: Api;
  readonly scales: Scales;
  readonly variables: Variables;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Of the 500 requests that an app has for a day, those that looking for news may take. */
const looksPerDay = 400;
const day = 86_400;
/** Seconds: what is stored while a page is on its way is looked for again. */
const overlap = 60;

const stamp = z.object({ id, date_modified: instant }).transform((row) => ({ id: row.id, at: row.date_modified }));

/** Responses changed since the position, survey by survey; a survey is left alone until its share of the day comes round. */
export async function* responsePages(position: Position, tools: Tools): AsyncGenerator<streams.Step<Position>> {
  const { api, scales, variables, clock, signal } = tools;
  const every = Math.ceil((day * scales.surveys.length) / looksPerDay);
  const gives = scales.kinds.map((kind): NonNullable<Batch['gives']>[number] => `surveys:${kind}`);
  for (const survey of scales.surveys) {
    const { endedAt, ...start } = position.surveys[survey] ?? { ...notBegun, endedAt: 0 };
    const now = Math.floor(clock.now() / 1000);
    if (now >= endedAt && now < endedAt + every) continue;
    const questions = await scales.of(survey, signal);
    const pages = changedPages((from) => api.responses(survey, from, { signal }), {
      start,
      stampOf: (row) => stamp.safeParse(row).data,
      overlap,
    });
    for await (const { rows, reached, isEnd } of pages) {
      const { read, skipped } = readRows(rows, { as: foreignResponse, noun: 'response' });
      const surveys = read.flatMap((response) => toSurveys(response, { questions, variables }));
      yield {
        batch: { facts: { surveys }, gives, skipped },
        moved: { surveys: { ...position.surveys, [survey]: { ...reached, endedAt: isEnd ? now : endedAt } } },
      };
    }
  }
}
