import { z } from 'zod';
import { facts, type Fact } from '../../../helpdesk.ts';
import { instant, text } from '../kit/fields.ts';
import { id } from './fields.ts';
import type { Scaled } from './scales.ts';
import type { Question, Variables } from './settings.ts';

const answer = z.object({ row_id: text, choice_id: text, text });

/** A response with its answers. */
export const foreignResponse = z.object({
  id,
  response_status: z.string(),
  collection_mode: text,
  custom_variables: z.record(z.string(), z.union([z.string(), z.number()]).nullable()).nullish(),
  date_modified: instant,
  pages: z.array(z.object({ questions: z.array(z.object({ id, answers: z.array(answer) })) })),
});

type ForeignResponse = z.output<typeof foreignResponse>;

const previews = new Set(['preview', 'survey_preview']);

/** A response → a survey for each question that it answers; none while it is not complete, and none for a preview. */
export function toSurveys(
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
export function unanswered(id: string, questions: readonly Question[]): Fact<'surveys'>[] {
  return questions.map(({ question, kind }) => facts.surveys.parse({ id: surveyId(id, question), kind }));
}

function surveyId(response: string, question: string): string {
  return `${response}/${question}`;
}
