import { UpstreamError } from '../../../errors.ts';
import type { News } from '../../../helpdesk.ts';
import { readRows } from '../kit/rows.ts';
import { foreignResponse, toSurveys, unanswered } from './response.ts';
import type { Tools } from './response-pages.ts';

/** What a webhook names: a response of a survey. */
export interface Named {
  readonly survey: string;
  readonly response: string;
}

export function nameOf({ survey, response }: Named): string {
  return `${survey}/${response}`;
}

/**
 * A response that a webhook named, as it stands now. Gone there, its surveys are unanswered here. To a ticket's own id
 * SurveyMonkey has nothing to say.
 */
export async function readResponse(name: string, { api, scales, variables, signal }: Tools): Promise<News> {
  const [survey, response, ...rest] = name.split('/');
  if (survey === undefined || response === undefined || rest.length > 0 || !scales.surveys.includes(survey))
    return { facts: {} };
  try {
    const rows = [await api.response(survey, response, { signal })];
    const questions = await scales.of(survey, signal);
    const { read, skipped } = readRows(rows, { as: foreignResponse, noun: 'response' });
    return { facts: { surveys: read.flatMap((row) => toSurveys(row, { questions, variables })) }, skipped };
  } catch (error) {
    if (!(error instanceof UpstreamError && error.reason === 'not-found')) throw error;
    return { facts: { surveys: unanswered(response, scales.questionsOf(survey)) } };
  }
}
