import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { Clock } from '../kit/index.ts';
import type { Api } from './api.ts';
import { id } from './fields.ts';
import type { Question } from './settings.ts';

/** What each choice of a question counts, and from where to where that goes. */
export interface Scale {
  readonly scores: ReadonlyMap<string, number>;
  readonly min: number;
  readonly max: number;
}

const choice = z.object({
  id,
  position: z.number(),
  /** Of rating questions; in a Net Promoter question it tells only promoter from detractor. */
  weight: z.number().nullish(),
  is_na: z.boolean().nullish(),
});
const design = z.object({ pages: z.array(z.object({ questions: z.array(z.unknown()) })) });
const designed = z.object({ id, answers: z.object({ choices: z.array(choice).min(2) }) });
const npsChoices = 11;

/**
 * The scale of a question by its survey's design: the choices' weights where all have one and no two the same, else their
 * places, from 0 for a Net Promoter question and from 1 for any other.
 * @throws UserError when the survey has no such question with choices
 */
export function scaleOf({ survey, question, kind, reversed }: Question, details: unknown): Scale {
  const pages = design.safeParse(details).data?.pages ?? [];
  const found = pages.flatMap(({ questions }) => questions.flatMap((row) => designed.safeParse(row).data ?? []));
  const choices = (found.find((row) => row.id === question)?.answers.choices ?? [])
    .filter(({ is_na }) => is_na !== true)
    .toSorted((a, b) => a.position - b.position);
  if (choices.length < 2) {
    throw new UserError(
      'unknown-question',
      `A question with choices was expected as ${question} of the survey ${survey}, and there is none. Its id is in the survey's details, as SurveyMonkey's API shows them: correct "questions".`,
    );
  }
  if (kind === 'nps' && choices.length !== npsChoices) {
    throw new UserError(
      'unknown-question',
      `11 choices, from 0 to 10, were expected of the question ${question} of the survey ${survey}, as it is said to be nps; it has ${choices.length}. Correct "questions".`,
    );
  }
  const weights = choices.flatMap(({ weight }) => weight ?? []);
  const isWeighted = kind !== 'nps' && new Set(weights).size === choices.length;
  const places = choices.map((_, index) => (kind === 'nps' ? index : index + 1));
  const scores = isWeighted ? weights : places;
  const [min, max] = [Math.min(...scores), Math.max(...scores)];
  const scored = choices.map(({ id }, index) => [id, scores[index] ?? min] as const);
  return { scores: new Map(scored.map(([id, score]) => [id, reversed ? min + max - score : score])), min, max };
}

/** A question that is read, and what its answers count. */
export type Scaled = Question & { readonly scale: Scale };

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
