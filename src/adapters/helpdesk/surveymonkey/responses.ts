import { z } from 'zod';
import { DAY } from '../../../calendar/units.ts';
import { facts, type Fact, type News, type Source } from '../../../helpdesk.ts';
import {
  changedPages,
  defineStream,
  ifThere,
  instant,
  notBegun,
  reached,
  readRows,
  secondsNow,
  text,
  type Clock,
} from '../kit/index.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';
import type { Scaled, Scales } from './scales.ts';
import type { Question, Variables } from './settings.ts';

export interface Context {
  readonly api: Api;
  readonly scales: Scales;
  readonly variables: Variables;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Of the 500 requests that an app has for a day, those that looking for news may take. */
const looksPerDay = 400;
/** Seconds: what is stored while a page is on its way is looked for again. */
const overlap = 60;

const stamp = z.object({ id, date_modified: instant }).transform((row) => ({ id: row.id, at: row.date_modified }));

const answer = z.object({ row_id: text, choice_id: text, text });

/** A response with its answers. */
const foreignResponse = z.object({
  id,
  response_status: z.string(),
  collection_mode: text,
  custom_variables: z.record(z.string(), z.union([z.string(), z.number()]).nullable()).nullish(),
  date_modified: instant,
  pages: z.array(z.object({ questions: z.array(z.object({ id, answers: z.array(answer) })) })),
});

type ForeignResponse = z.output<typeof foreignResponse>;

const previews = new Set(['preview', 'survey_preview']);

/** By survey: how far it was read, and when that last came to its end, in epoch seconds. */
const cursor = z.record(z.string(), reached.extend({ endedAt: z.int().min(0) }));

/** Responses that changed, survey by survey; a survey is left alone until its share of the day comes round. */
export const surveys = defineStream({
  name: 'surveys',
  cursor: cursor.default({}),

  async *read(before, context: Context) {
    const { api, scales, clock, signal } = context;
    const every = Math.ceil((DAY * scales.surveys.length) / looksPerDay);
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

/** A response → a survey for each question that it answers; none while it is not complete, and none for a preview. */
function toSurveys(
  response: ForeignResponse,
  { questions, variables }: { questions: readonly Scaled[]; variables: Variables },
): Fact<'surveys'>[] {
  if (response.response_status !== 'completed' || previews.has(response.collection_mode ?? '')) return [];
  const answers = new Map(
    response.pages.flatMap((page) => page.questions.map((row) => [row.id, row.answers] as const)),
  );
  const variable = (name: string) => {
    const value = response.custom_variables?.[name];
    return value == null || value === '' ? null : String(value);
  };
  return questions.flatMap(({ question, kind, row, comment, scale }) => {
    const given = answers.get(question)?.find(({ row_id }) => row === undefined || row_id === row);
    const score = scale.scores.get(given?.choice_id ?? '');
    if (score === undefined) return [];
    return facts.surveys.parse({
      id: surveyId(response.id, question),
      kind,
      answered_at: response.date_modified,
      score,
      scale_min: scale.min,
      scale_max: scale.max,
      comment: comment === undefined ? null : (answers.get(comment)?.find(({ text }) => text !== null)?.text ?? null),
      ticket: variable(variables.ticket),
      agent: variable(variables.agent),
      team: variable(variables.team),
      customer: variable(variables.customer),
    });
  });
}

/** What is left of a response that was deleted: surveys that nobody answered. */
function unanswered(id: string, questions: readonly Question[]): Fact<'surveys'>[] {
  return questions.map(({ question, kind }) => facts.surveys.parse({ id: surveyId(id, question), kind }));
}

function surveyId(response: string, question: string): string {
  return `${response}/${question}`;
}
