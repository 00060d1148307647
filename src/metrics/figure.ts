import { z } from 'zod';
import { meanInterval, npsInterval, wilson, type Interval, type Sample } from './interval.ts';
import type { Measure, Metric, Unit } from './metric.ts';

/** One row of a statement's aggregates. */
export const momentsRow = z.object({
  n: z.number(),
  hits: z.number().optional(),
  promoters: z.number().optional(),
  detractors: z.number().optional(),
  mean: z.number().nullish(),
  variance: z.number().nullish(),
  median: z.number().nullish(),
  p90: z.number().nullish(),
});
export type Moments = z.output<typeof momentsRow>;

export interface Figure {
  /** Null when there is nothing to say it of: "no data" is never 0. */
  readonly value: number | null;
  /** The population; of a count, the count. */
  readonly n: number;
  /** 95 %, in the unit of the value; null for counts and where the sample tells no spread. */
  readonly interval: Interval | null;
  readonly stats: { readonly mean: number | null; readonly median: number | null; readonly p90: number | null };
  /** What a comparison needs. */
  readonly sample: Sample | null;
}

const none = { mean: null, median: null, p90: null };

/** A value with its honesty, from the moments of its rows. */
export function figure(measure: Measure, moments: Moments): Figure {
  const { n } = moments;
  switch (measure.kind) {
    case 'count':
    case 'snapshot':
      return { value: n, n, interval: null, stats: none, sample: null };
    case 'share': {
      const hits = moments.hits ?? 0;
      if (n === 0) return noData;
      const [low, high] = wilson(hits, n);
      const sample = { kind: 'share', hits, n } as const;
      return { value: (100 * hits) / n, n, interval: [100 * low, 100 * high], stats: none, sample };
    }
    case 'nps': {
      if (n === 0) return noData;
      const { promoters = 0, detractors = 0 } = moments;
      const counts = { promoters, detractors, passives: n - promoters - detractors };
      const value = (100 * (promoters - detractors)) / n;
      return { value, n, interval: npsInterval(counts), stats: none, sample: { kind: 'nps', ...counts } };
    }
    case 'mean': {
      const { mean, median = null, p90 = null } = moments;
      if (n === 0 || mean === null || mean === undefined) return noData;
      const sample = { kind: 'mean', n, mean, variance: moments.variance ?? 0 } as const;
      return { value: mean, n, interval: meanInterval(sample), stats: { mean, median, p90 }, sample };
    }
  }
}

export const noData: Figure = { value: null, n: 0, interval: null, stats: none, sample: null };

/** A figure shown beside the value. */
export interface BesideFigure {
  readonly label: string;
  readonly unit: Unit;
  readonly value: number | null;
}

export function besides(metric: Metric, row: Readonly<Record<string, unknown>>): BesideFigure[] {
  return (metric.beside ?? []).map(({ label, unit }, index) => {
    const value = row[`b${index}`];
    return { label, unit, value: typeof value === 'number' ? value : null };
  });
}
