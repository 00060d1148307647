import { z } from 'zod';
import type { News, Source } from '../../../helpdesk.ts';
import { changedPages, notBegun, reached } from '../kit/changed-pages.ts';
import { secondsNow, type Clock } from '../kit/clock.ts';
import { ifThere } from '../kit/connected.ts';
import { instant } from '../kit/fields.ts';
import { readRows } from '../kit/rows.ts';
import { defineStream } from '../kit/stream.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';
import { foreignResponse, toSurveys, unanswered } from './response.ts';
import type { Scales } from './scales.ts';
import type { Variables } from './settings.ts';

export interface Context {
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

/** By survey: how far it was read, and when that last came to its end, in epoch seconds. */
const cursor = z.record(z.string(), reached.extend({ endedAt: z.int().min(0) }));

/** Responses that changed, survey by survey; a survey is left alone until its share of the day comes round. */
export const surveys = defineStream({
  name: 'surveys',
  cursor: cursor.default({}),

  async *read(before, context: Context) {
    const { api, scales, clock, signal } = context;
    const every = Math.ceil((day * scales.surveys.length) / looksPerDay);
    const gives = scales.kinds.map((kind): Source => `surveys:${kind}`);
    const cursor = { ...before };
    for (const survey of scales.surveys) {
      const { endedAt, ...start } = before[survey] ?? { ...notBegun, endedAt: 0 };
      const now = secondsNow(clock);
      if (now >= endedAt && now < endedAt + every) continue;
      // Asked first: a question that is not there is for the operator to mend, whatever else there is to read.
      await scales.of(survey, signal);
      const pages = changedPages((from) => api.responses(survey, from, { signal }), {
        start,
        stampOf: (row) => stamp.safeParse(row).data,
        overlap,
      });
      for await (const { rows, reached, isEnd } of pages) {
        cursor[survey] = { ...reached, endedAt: isEnd ? now : endedAt };
        yield { ...(await readResponses(rows, { ...context, survey })), gives, cursor: { ...cursor } };
      }
    }
  },
});

async function readResponses(
  rows: readonly unknown[],
  { survey, scales, variables, signal }: Context & { survey: string },
): Promise<News> {
  const questions = await scales.of(survey, signal);
  const { read, skipped } = readRows(rows, { as: foreignResponse, noun: 'response' });
  return { facts: { surveys: read.flatMap((row) => toSurveys(row, { questions, variables })) }, skipped };
}

/** What a webhook names: a response of a survey, as if it were a ticket. */
export function nameOf({ survey, response }: { survey: string; response: string }): string {
  return `${survey}/${response}`;
}

/**
 * A response that a webhook named, as it stands now. Gone there, its surveys are unanswered here. To a ticket's own id
 * SurveyMonkey has nothing to say.
 */
export async function readResponse(name: string, context: Context): Promise<News> {
  const { api, scales, signal } = context;
  const [survey, response, ...rest] = name.split('/');
  if (survey === undefined || response === undefined || rest.length > 0) return { facts: {} };
  if (!scales.surveys.includes(survey)) return { facts: {} };
  const news = await ifThere(
    api.response(survey, response, { signal }).then((row) => readResponses([row], { ...context, survey })),
  );
  return news ?? { facts: { surveys: unanswered(response, scales.questionsOf(survey)) } };
}
