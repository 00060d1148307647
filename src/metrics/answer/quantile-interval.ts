import type { Reader } from '../../store/store.ts';
import { quantilesOf } from '../query/rows.ts';
import type { Figure } from '../figure/figure.ts';
import { medianRanks, quantileRanks } from '../figure/interval.ts';
import type { Question } from './question.ts';
import type { Window } from '../query/query.ts';
import { selectionOf } from './selection.ts';

/** A median or p90 with its interval: the values at the ranks that bound it. Any other figure as it is. */
export async function withQuantileInterval(
  store: Reader,
  question: Question,
  { figure, window }: { figure: Figure; window: Window },
): Promise<Figure> {
  const { n } = figure;
  if (!question.statistic || !n) return figure;
  const ranks = question.statistic === 'median' ? medianRanks(n) : quantileRanks(n, 0.9);
  if (!ranks) return figure;
  // The middle of a row's share of the whole, so that rounding cannot hit its neighbour.
  const fractions = ranks.map((rank) => (rank - 0.5) / n);
  const [low, high] = await quantilesOf(store, question.metric, { ...selectionOf(question), window, fractions });
  return low === undefined || high === undefined ? figure : { ...figure, interval: [low, high] };
}
