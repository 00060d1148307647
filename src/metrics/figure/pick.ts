import { figure, type Figure } from './figure.ts';
import type { Moments } from '../query/moments.ts';
import type { Question } from '../question.ts';

/** The statistic asked for. Its interval is known only where the ranks were looked up. */
export function pick({ metric, statistic }: Question, moments: Moments): Figure {
  const plain = figure(metric.measure, moments);
  if (!statistic || metric.measure.kind !== 'mean') return plain;
  return { ...plain, value: plain.stats[statistic], interval: null, sample: null };
}
