import { YEAR } from '../../calendar/units.ts';
import type { Aggregates, Measure, Query } from '../query/query.ts';
import {
  differenceContainsZero,
  meanInterval,
  npsInterval,
  wilson,
  type Interval,
  type Mean,
  type Sample,
} from './interval.ts';

const MONTH = YEAR / 12;

export interface Figure {
  /** Null when there is nothing to say it of: "no data" is never 0. */
  readonly value: number | null;
  /** The population; of a count, the count; null where there is no single one. */
  readonly n: number | null;
  /** 95 %, in the unit of the value; null for counts and where the sample shows no spread. */
  readonly interval: Interval | null;
  readonly stats: { readonly mean: number | null; readonly median: number | null; readonly p90: number | null };
  /** What a comparison needs. */
  readonly sample: Sample | null;
  /** Of money: what the value is in. Several where there is none because they are not summed; null for unknown. */
  readonly currencies?: readonly (string | null)[];
}

const none = { mean: null, median: null, p90: null };

export const noData: Figure = { value: null, n: 0, interval: null, stats: none, sample: null };

/** What a figure is of; a mean may be asked for as its median or p90 instead. */
interface Asked {
  readonly metric: Query;
  readonly statistic?: 'median' | 'p90';
}

/** A value with its honesty, from the aggregates of its rows. The interval of a median or p90 takes a look at their ranks. */
export function figureOf({ metric: { measure }, statistic }: Asked, aggregates: Aggregates): Figure {
  const plain = plainFigure(measure, aggregates);
  if (!statistic || measure.kind !== 'mean') return plain;
  return { ...plain, value: plain.stats[statistic], interval: null, sample: null };
}

function plainFigure(measure: Measure, aggregates: Aggregates): Figure {
  const { n, hits = 0, other } = aggregates;
  switch (measure.kind) {
    case 'count':
    case 'snapshot':
      return { ...noData, value: n, n };
    case 'share':
    case 'repeat':
    case 'mix':
      return share(hits, n);
    case 'part':
      return share(hits, hits + (other ?? 0));
    case 'ratio':
      return n === 0 ? noData : { ...noData, value: (100 * (other ?? 0)) / n, n };
    case 'nps':
      return nps(aggregates);
    case 'mean':
      return mean(aggregates);
    case 'weighted': {
      const sample = weightedSample(aggregates);
      return sample ? { ...noData, value: sample.mean, n, interval: meanInterval(sample), sample } : noData;
    }
    case 'lifetime-value': {
      const value = lifetimeValue(measure.by, aggregates);
      const { currencies = [] } = aggregates;
      return { ...noData, value, n: value === null && currencies.length < 2 ? 0 : null, currencies };
    }
  }
}

function share(hits: number, n: number): Figure {
  if (n === 0) return noData;
  const [low, high] = wilson(hits, n);
  const sample = { kind: 'share', hits, n } as const;
  return { ...noData, value: (100 * hits) / n, n, interval: [100 * low, 100 * high], sample };
}

function nps({ n, promoters = 0, detractors = 0 }: Aggregates): Figure {
  if (n === 0) return noData;
  const counts = { promoters, detractors, passives: n - promoters - detractors };
  const value = (100 * (promoters - detractors)) / n;
  return { ...noData, value, n, interval: npsInterval(counts), sample: { kind: 'nps', ...counts } };
}

function mean({ n, mean, variance, quantiles }: Aggregates): Figure {
  if (n === 0 || mean === null || mean === undefined) return noData;
  // PostgreSQL's variance of equal values is not always quite 0: a spread less than this part of the mean is none.
  const isFlat = !variance || Math.sqrt(variance) <= 1e-9 * Math.abs(mean);
  const sample = { kind: 'mean', n, mean, variance: isFlat ? 0 : variance } as const;
  const [median = null, p90 = null] = quantiles ?? [];
  return { ...noData, value: mean, n, interval: meanInterval(sample), stats: { mean, median, p90 }, sample };
}

/**
 * A weighted mean as the sample of a plain one: a ratio of two sums, its variance by linearisation (W. G. Cochran, Sampling
 * Techniques, 3rd ed. 1977, section 6.3). With equal weights it is the plain mean's.
 * @returns null where the weights sum to nothing
 */
export function weightedSample({ n, weight, weighted, squares0, squares1, squares2 }: Aggregates): Mean | null {
  if (!weight || n === 0) return null;
  const mean = (weighted ?? 0) / weight;
  const parts = [squares2 ?? 0, -2 * mean * (squares1 ?? 0), mean ** 2 * (squares0 ?? 0)];
  const residual = parts.reduce((sum, part) => sum + part, 0);
  const size = parts.reduce((sum, part) => sum + Math.abs(part), 0);
  // Sums of squares taken in another order may differ in their last bits.
  const isFlat = n < 2 || residual <= size * 1e-12;
  // The variance of the mean is n ÷ (n − 1) × Σ residual² ÷ weight²; a sample's is n times that.
  return { kind: 'mean', n, mean, variance: isFlat ? 0 : ((n * n) / (n - 1)) * (residual / weight ** 2) };
}

/**
 * A customer's lifetime value, in the one currency of the orders; months and years are of 365.25 days. By turnover: average
 * order × orders per customer and year × mean lifetime in years. By margin: the same by months, and times the mean margin.
 * Earned: Σ amount × margin ÷ customers who ordered.
 * @returns null without orders, in several currencies, and where no customer's lifetime is known
 */
export function lifetimeValue(by: 'turnover' | 'margin' | 'earned', aggregates: Aggregates): number | null {
  const {
    n: orders,
    customers = 0,
    amount,
    margin,
    earned,
    other: lifetime,
    seconds = 0,
    currencies = [],
  } = aggregates;
  if (orders === 0 || customers === 0 || currencies.length !== 1) return null;
  if (by === 'earned') return (earned ?? 0) / customers;
  if (lifetime === null || lifetime === undefined || seconds === 0) return null;
  const averageOrder = (amount ?? 0) / orders;
  const perSecond = orders / customers / seconds;
  if (by === 'turnover') return averageOrder * (perSecond * YEAR) * (lifetime / YEAR);
  return perSecond * MONTH * averageOrder * ((margin ?? 0) / orders) * (lifetime / MONTH);
}

export interface Comparison {
  /** Value less previous value, in the unit of the value; null where either is missing or they are in different currencies. */
  readonly change: number | null;
  /** Whether the 95 % interval of the difference contains 0; null where it cannot be known. */
  readonly isWithinNoise: boolean | null;
}

export function comparison(current: Figure, earlier: Figure): Comparison {
  if (current.value === null || earlier.value === null) return { change: null, isWithinNoise: null };
  if (current.currencies?.[0] !== earlier.currencies?.[0]) return { change: null, isWithinNoise: null };
  const change = current.value - earlier.value;
  if (current.sample && earlier.sample) {
    return { change, isWithinNoise: differenceContainsZero(current.sample, earlier.sample) };
  }
  return { change, isWithinNoise: overlapInNoise(current, earlier) };
}

/** For medians: normal, with standard errors read off the two intervals (half their width ÷ 1.96). */
function overlapInNoise(a: Figure, b: Figure): boolean | null {
  if (a.value === null || b.value === null || !a.interval || !b.interval) return null;
  const half = Math.hypot(a.interval[1] - a.interval[0], b.interval[1] - b.interval[0]) / 2;
  return Math.abs(a.value - b.value) <= half;
}
