import { dimensionsOf } from './dimensions-of.ts';
import type { Other, Metric } from '../metric.ts';
import type { Question } from '../question.ts';

/** A question about another population, with those of the filters that it carries. */
export function ofPopulation(question: Question, { measure, ...population }: Other): Question {
  const { id, title, description, formula, unit, better, aliases, articles, tips, needs, connect, example } =
    question.metric;
  const about = { id, title, description, formula, unit, better, aliases, articles, tips, needs, connect, example };
  const metric: Metric = { ...about, ...population, measure };
  const carried = dimensionsOf({ metric });
  return { ...question, metric, filters: question.filters.filter(({ key }) => carried.includes(key)) };
}
