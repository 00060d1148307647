import type { Case, Stretch } from './case.ts';

export interface Told {
  readonly value: number | null;
  readonly n: number | null;
}

export type Fold = (cases: readonly Case[], stretch: Stretch) => Told;

const nothing: Told = { value: null, n: 0 };
const year = 365.25 * 86_400;

export function count(cases: readonly Case[]): Told {
  return { value: cases.length, n: cases.length };
}

export function share(cases: readonly Case[]): Told {
  const hits = cases.filter(({ isHit }) => isHit === true).length;
  return cases.length === 0 ? nothing : { value: (100 * hits) / cases.length, n: cases.length };
}

export function mean(cases: readonly Case[]): Told {
  return cases.length === 0 ? nothing : { value: sum(cases, ({ value }) => value) / cases.length, n: cases.length };
}

export function weighted(cases: readonly Case[]): Told {
  const weight = sum(cases, (each) => each.weight);
  if (weight === 0) return nothing;
  return { value: (100 * sum(cases, (each) => (each.weight ?? 0) * (each.value ?? 0))) / weight, n: cases.length };
}

export function nps(cases: readonly Case[]): Told {
  const promoters = cases.filter(({ value = 0 }) => value >= 9).length;
  const detractors = cases.filter(({ value = 0 }) => value < 7).length;
  return cases.length === 0 ? nothing : { value: (100 * (promoters - detractors)) / cases.length, n: cases.length };
}

/** Things met at least twice, of those met at all. */
export function repeat(cases: readonly Case[]): Told {
  const things = Map.groupBy(cases, ({ thing }) => thing);
  const again = [...things.values()].filter((group) => group.length >= 2);
  return things.size === 0 ? nothing : { value: (100 * again.length) / things.size, n: things.size };
}

/** Cases of the other half for every hundred of the first. */
export function ratio(cases: readonly Case[]): Told {
  const [own, other] = halves(cases);
  return own.length === 0 ? nothing : { value: (100 * other.length) / own.length, n: own.length };
}

/** Different things of the first half, of them and the other half together. */
export function part(cases: readonly Case[]): Told {
  const [own, other] = halves(cases);
  const things = new Set(own.map(({ thing }) => thing)).size;
  const n = things + other.length;
  return n === 0 ? nothing : { value: (100 * things) / n, n };
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
  if (new Set(orders.map(({ order }) => order?.currency)).size > 1) return { value: null, n: null };
  const customers = new Set(orders.map(({ thing }) => thing)).size;
  const value = of({ orders, customers, lifetime: mean(ended).value });
  return value === null ? nothing : { value, n: null };
}

function halves(cases: readonly Case[]): [Case[], Case[]] {
  return [cases.filter(({ isOther }) => isOther !== true), cases.filter(({ isOther }) => isOther === true)];
}

function sum(cases: readonly Case[], of: (each: Case) => number | undefined): number {
  return cases.reduce((total, each) => total + (of(each) ?? 0), 0);
}
