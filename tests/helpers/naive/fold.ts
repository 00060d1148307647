import type { Case, Stretch } from './case.ts';
import { mayBeEqual, quantile, rankInterval, student, wilson, z, type Interval, type Sureness } from './statistics.ts';

export interface Told {
  readonly value: number | null;
  readonly n: number | null;
  /** 95 %, where there is one. */
  readonly interval: Interval | null;
  readonly sureness?: Sureness;
  /** Of a mean, smallest first. */
  readonly values?: readonly number[];
  /** Of money: what it is in. */
  readonly currency?: string | null;
}

export type Fold = (cases: readonly Case[], stretch: Stretch) => Told;

export const nothing: Told = { value: null, n: 0, interval: null };
const year = 365.25 * 86_400;

export function count(cases: readonly Case[]): Told {
  return { value: cases.length, n: cases.length, interval: null };
}

export function share(cases: readonly Case[]): Told {
  return shareOf(cases.filter(({ isHit }) => isHit === true).length, cases.length);
}

export function shareOf(hits: number, n: number): Told {
  if (n === 0) return nothing;
  const [low, high] = wilson(hits, n);
  return { value: (100 * hits) / n, n, interval: [100 * low, 100 * high], sureness: { hits, n } };
}

export function mean(cases: readonly Case[]): Told {
  const n = cases.length;
  if (n === 0) return nothing;
  const values = cases.map(({ value = 0 }) => value).toSorted((one, other) => one - other);
  const value = sum(cases, (each) => each.value) / n;
  const isFlat = values[0] === values.at(-1);
  const squares = sum(cases, (each) => ((each.value ?? 0) - value) ** 2);
  return { ...estimate(value, { n, variance: isFlat ? 0 : squares / (n - 1) / n }), values };
}

/** Linearised: each case differs from the mean by its weight × its distance. */
export function weighted(cases: readonly Case[]): Told {
  const [n, weight] = [cases.length, sum(cases, (each) => each.weight)];
  if (weight === 0) return nothing;
  const value = sum(cases, (each) => (each.weight ?? 0) * (each.value ?? 0)) / weight;
  const apart = cases.map((each) => (100 * (each.weight ?? 0) * ((each.value ?? 0) - value)) / weight);
  const isFlat = n < 2 || apart.every((each) => Math.abs(each) < 1e-9);
  const squares = apart.reduce((total, each) => total + each ** 2, 0);
  return estimate(100 * value, { n, variance: isFlat ? 0 : (n / (n - 1)) * squares });
}

/** With the interval by Student's t; none of a single value, nor of values that are all the same. */
function estimate(value: number, { n, variance }: { n: number; variance: number }): Told {
  const half = student(Math.max(1, n - 1)) * Math.sqrt(variance);
  const interval: Interval | null = variance > 0 ? [value - half, value + half] : null;
  return { value, n, interval, sureness: { variance, freedom: n - 1 } };
}

export function nps(cases: readonly Case[]): Told {
  const n = cases.length;
  if (n === 0) return nothing;
  const promoters = cases.filter(({ value = 0 }) => value >= 9).length / n;
  const detractors = cases.filter(({ value = 0 }) => value < 7).length / n;
  const score = promoters - detractors;
  const variance = (100 ** 2 * (promoters + detractors - score ** 2)) / n;
  const half = z * Math.sqrt(variance);
  const interval: Interval = [Math.max(-100, 100 * score - half), Math.min(100, 100 * score + half)];
  const isFlat = variance < 1e-9;
  return {
    value: 100 * score,
    n,
    interval: isFlat ? null : interval,
    sureness: { variance: isFlat ? 0 : variance, freedom: Infinity },
  };
}

/** Things met at least twice, of those met at all. */
export function repeat(cases: readonly Case[]): Told {
  const things = [...Map.groupBy(cases, ({ thing }) => thing).values()];
  return shareOf(things.filter((group) => group.length >= 2).length, things.length);
}

/** Cases of the other half for every hundred of the first. */
export function ratio(cases: readonly Case[]): Told {
  const [own, other] = halves(cases);
  if (own.length === 0) return nothing;
  return { value: (100 * other.length) / own.length, n: own.length, interval: null };
}

/** Different things of the first half, of them and the other half together. */
export function part(cases: readonly Case[]): Told {
  const [own, other] = halves(cases);
  const things = countThings(own);
  return shareOf(things, things + other.length);
}

export function turnover(cases: readonly Case[], stretch: Stretch): Told {
  return worth(cases, ({ orders, customers, lifetime }) => {
    const average = sum(orders, ({ order }) => order?.amount) / orders.length;
    const years = (stretch.to - stretch.from) / year;
    return lifetime === null || years === 0 ? null : average * (orders.length / customers / years) * (lifetime / year);
  });
}

export function predicted(cases: readonly Case[], stretch: Stretch): Told {
  return worth(cases, ({ orders, customers, lifetime }) => {
    const average = sum(orders, ({ order }) => order?.amount) / orders.length;
    const margin = sum(orders, ({ order }) => order?.margin) / orders.length;
    const months = (stretch.to - stretch.from) / (year / 12);
    if (lifetime === null || months === 0) return null;
    return (orders.length / customers / months) * average * margin * (lifetime / (year / 12));
  });
}

export function earned(cases: readonly Case[]): Told {
  return worth(cases, ({ orders, customers }) => {
    return sum(orders, ({ order }) => (order?.amount ?? 0) * (order?.margin ?? 0)) / customers;
  });
}

interface Worth {
  readonly orders: readonly Case[];
  readonly customers: number;
  readonly lifetime: number | null;
}

/** Only where all orders are in one currency. */
function worth(cases: readonly Case[], of: (worth: Worth) => number | null): Told {
  const [orders, ended] = halves(cases);
  if (orders.length === 0) return nothing;
  const [currency, ...others] = currenciesOf(orders);
  if (others.length > 0) return { ...nothing, n: null };
  const value = of({ orders, customers: countThings(orders), lifetime: mean(ended).value });
  return value === null ? nothing : { value, n: null, interval: null, currency: currency ?? null };
}

export function currenciesOf(cases: readonly Case[]): (string | null | undefined)[] {
  return [...new Set(cases.flatMap(({ order }) => (order ? [order.currency] : [])))];
}

export function halves(cases: readonly Case[]): [own: Case[], other: Case[]] {
  return [cases.filter(({ isOther }) => isOther !== true), cases.filter(({ isOther }) => isOther === true)];
}

export function countThings(cases: readonly Case[]): number {
  return new Set(cases.map(({ thing }) => thing)).size;
}

export function sum(cases: readonly Case[], of: (each: Case) => number | undefined): number {
  return cases.reduce((total, each) => total + (of(each) ?? 0), 0);
}

const fractions = { median: 0.5, p90: 0.9 };
export type Statistic = keyof typeof fractions;

/** The median or the 90th percentile in place of the mean; anything else as it is. */
export function atRank(told: Told, statistic: Statistic | undefined): Told {
  const { values, n } = told;
  if (statistic === undefined || values === undefined) return told;
  const fraction = fractions[statistic];
  return { value: quantile(values, fraction), n, interval: rankInterval(values, fraction) };
}

/** Mean, median and 90th percentile of what is a mean. */
export function statsOf({ value, values }: Told): Record<'mean' | Statistic, number | null> {
  if (values === undefined) return { mean: null, median: null, p90: null };
  return { mean: value, median: quantile(values, fractions.median), p90: quantile(values, fractions.p90) };
}

/** What a figure is against an earlier one. */
export function comparison(current: Told, earlier: Told): { change: number | null; isWithinNoise: boolean | null } {
  const isComparable = current.currency === earlier.currency;
  if (current.value === null || earlier.value === null || !isComparable) return { change: null, isWithinNoise: null };
  const change = current.value - earlier.value;
  if (current.sureness && earlier.sureness) {
    return { change, isWithinNoise: mayBeEqual(current.sureness, earlier.sureness, change) };
  }
  const [width, widthBefore] = [current, earlier].map(({ interval }) => interval && interval[1] - interval[0]);
  if (width === null || width === undefined || widthBefore === null || widthBefore === undefined) {
    return { change, isWithinNoise: null };
  }
  // Ranks: half of an interval's width is z standard errors, and the squares of the errors add up.
  return { change, isWithinNoise: Math.abs(change) <= Math.sqrt((width / 2) ** 2 + (widthBefore / 2) ** 2) };
}
