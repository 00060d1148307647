import type { Clock } from '../kit/clock.ts';
import type { Api } from './api.ts';
import type { Scaled } from './response.ts';
import { scaleOf } from './scale.ts';
import type { Question } from './settings.ts';

/** A request each that the day's few would be missing: a survey's design is believed so long. */
const freshMs = 86_400_000;

/** The configured questions with what their answers count. */
export interface Scales {
  /** Ids, in the order of the configuration. */
  readonly surveys: readonly string[];
  readonly kinds: readonly Question['kind'][];
  /** @throws UserError when the survey has not the question that the configuration names */
  of(survey: string, signal: AbortSignal): Promise<readonly Scaled[]>;
  questionsOf(survey: string): readonly Question[];
}

export function openScales(questions: readonly Question[], { api, clock }: { api: Api; clock: Clock }): Scales {
  const known = new Map<string, { at: number; scaled: readonly Scaled[] }>();
  const questionsOf = (survey: string) => questions.filter((question) => question.survey === survey);
  return {
    surveys: [...new Set(questions.map(({ survey }) => survey))],
    kinds: [...new Set(questions.map(({ kind }) => kind))],
    questionsOf,
    async of(survey, signal) {
      const before = known.get(survey);
      if (before !== undefined && clock.now() < before.at + freshMs) return before.scaled;
      const details = await api.details(survey, { signal });
      const scaled = questionsOf(survey).map((question) => ({ ...question, scale: scaleOf(question, details) }));
      known.set(survey, { at: clock.now(), scaled });
      return scaled;
    },
  };
}
