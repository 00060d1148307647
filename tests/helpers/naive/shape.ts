import type { Answer } from '../../../src/metrics/answer/ask.ts';
import type { Beside } from './besides.ts';
import type { Statistic, Told } from './fold.ts';

export type Figure = Pick<Told, 'value' | 'n' | 'interval'>;

/** What is compared of an answer. */
export interface Shape extends Figure {
  readonly isConnected: boolean;
  readonly from: number;
  readonly to: number;
  readonly previous: Figure & { readonly from: number; readonly to: number };
  readonly change: number | null;
  readonly isWithinNoise: boolean | null;
  readonly stats: Readonly<Record<'mean' | Statistic, number | null>>;
  readonly besides: readonly Beside[];
  readonly series: readonly { readonly from: number; readonly value: number | null; readonly n: number | null }[];
  readonly breakdown: readonly Row[];
}

type Row = Figure & { readonly key: readonly (string | number | null)[] };

export function shapeOf(answer: Answer): Shape {
  const { isConnected, previous, change, isWithinNoise, stats, besides, series, breakdown, question } = answer;
  const { from, to } = question.period;
  return {
    ...figureOf(answer),
    isConnected,
    from,
    to,
    previous: { ...figureOf(previous), from: previous.period.from, to: previous.period.to },
    change,
    isWithinNoise,
    stats,
    besides,
    series,
    breakdown: inOrder(
      breakdown.map((row) => ({ ...figureOf(row), key: question.by.map((name) => row.key[name] ?? null) })),
    ),
  };
}

export function figureOf({ value, n, interval }: Figure): Figure {
  return { value, n, interval };
}

/** Rows in an order that the last digits of their figures do not sway: agents of two desks may have one name. */
export function inOrder(rows: readonly Row[]): Row[] {
  const text = ({ key, n, value }: Row) => JSON.stringify([key, n, value?.toPrecision(6)]);
  return rows.toSorted((one, other) => (text(one) < text(other) ? -1 : 1));
}

/**
 * What is expected, in the found one's digits where the two differ by less than can be shown: sums taken in another order differ
 * in their last bits, and a quantile of Student's t is known to eight digits. Whole numbers are to be the same.
 */
export function settled(expected: unknown, found: unknown, size = 1): unknown {
  if (typeof expected === 'number' && typeof found === 'number') {
    if (Number.isSafeInteger(expected) && Number.isSafeInteger(found)) return expected === found ? found : expected;
    return Math.abs(expected - found) <= 1e-6 * Math.max(size, Math.abs(expected)) ? found : expected;
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    const numbers = expected.filter((each) => typeof each === 'number');
    const largest = Math.max(1, ...numbers.map(Math.abs));
    return expected.map((each, index) => settled(each, found[index], largest));
  }
  if (typeof expected !== 'object' || typeof found !== 'object' || expected === null || found === null) return expected;
  return Object.fromEntries(
    Object.entries(expected).map(([key, each]) => [key, settled(each, found[key as keyof typeof found])]),
  );
}
