import { meanInterval, npsInterval, wilson, type Interval, type Sample } from './interval.ts';
import type { Aggregates, Measure, Query } from '../query/query.ts';
import { weightedSample } from './weighted.ts';
import { lifetimeValue } from './lifetime-value.ts';

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

/** PostgreSQL's variance of equal values is not always quite 0: a spread less than this part of the mean is none. */
const rounding = 1e-9;

function mean({ n, mean, variance, quantiles }: Aggregates): Figure {
  if (n === 0 || mean === null || mean === undefined) return noData;
  const isFlat = !variance || Math.sqrt(variance) <= rounding * Math.abs(mean);
  const sample = { kind: 'mean', n, mean, variance: isFlat ? 0 : variance } as const;
  const [median = null, p90 = null] = quantiles ?? [];
  return { ...noData, value: mean, n, interval: meanInterval(sample), stats: { mean, median, p90 }, sample };
}
