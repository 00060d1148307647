import { z95 } from '../../figure/interval.ts';
import { fitPrior, shrinkMean, shrinkShare, type Group, type Prior, type Shrunk } from './shrinkage.ts';
import type { AgentRecord } from './records.ts';

const criteria = ['fcr', 'csat', 'solved', 'handleTime'] as const;
export type Criterion = (typeof criteria)[number];
export type Weights = Readonly<Record<Criterion, number>>;

/** How one criterion counts for an agent. Shares in percent (0–100), handle time in seconds. */
export interface Part {
  /** As it is; null where nothing is known. */
  readonly raw: number | null;
  /** Facts behind it. */
  readonly n: number;
  /** As it counts: drawn towards all agents' figure, so that few facts do not win; of solved tickets log(1 + solved). */
  readonly shrunk: number | null;
  /** Standard deviations better than the eligible agents' mean; 0 where nothing is known. */
  readonly z: number;
  /** Variance of z, as far as it comes from how few facts there are. */
  readonly noise: number;
}

export interface Scored {
  readonly record: AgentRecord;
  readonly parts: Readonly<Record<Criterion, Part>>;
  /** Σ weight × z. */
  readonly score: number;
  /** Of the score: the parts' noise together. */
  readonly variance: number;
}

/**
 * Scores of those with at least `minSolved` solved tickets, among one another. What is to be expected of an agent, towards
 * which the figures are drawn, comes from the records of all.
 */
export function score(
  records: readonly AgentRecord[],
  { minSolved, weights }: { minSolved: number; weights: Weights },
): Scored[] {
  const eligible = records.filter(({ solved }) => solved >= minSolved);
  const standing = {
    fcr: standings(eligible, { measure: measureOf(records, 'fcr', { shrink: shrinkShare, scale: 100 }), better: 1 }),
    csat: standings(eligible, { measure: measureOf(records, 'csat', { shrink: shrinkShare, scale: 100 }), better: 1 }),
    solved: standings(eligible, { measure: measureVolume, better: 1 }),
    handleTime: standings(eligible, {
      measure: measureOf(records, 'handleTime', { shrink: shrinkMean, scale: 1 }),
      better: -1,
    }),
  };
  return eligible.map((record) => {
    const parts = {
      fcr: standing.fcr(record),
      csat: standing.csat(record),
      solved: standing.solved(record),
      handleTime: standing.handleTime(record),
    };
    return {
      record,
      parts,
      score: sum(criteria.map((criterion) => weights[criterion] * parts[criterion].z)),
      variance: sum(criteria.map((criterion) => weights[criterion] ** 2 * parts[criterion].noise)),
    };
  });
}

/** Whether the 95 % interval of the difference of two scores lies above 0. */
export function isClearlyBetter(one: Scored, other: Scored): boolean {
  return one.score - other.score > z95 * Math.sqrt(one.variance + other.variance);
}

interface Measured {
  readonly raw: number | null;
  readonly n: number;
  readonly shrunk: Shrunk | null;
}
type Measure = (record: AgentRecord) => Measured;
type Shrink = (group: Group, prior: Prior) => Shrunk;

function measureOf(
  records: readonly AgentRecord[],
  criterion: Exclude<Criterion, 'solved'>,
  { shrink, scale }: { shrink: Shrink; scale: number },
): Measure {
  const prior = fitPrior(records.map((record) => record[criterion]));
  return (record) => {
    const group = record[criterion];
    if (!prior || group.n === 0) return { raw: null, n: 0, shrunk: null };
    const { value, variance } = shrink(group, prior);
    return { raw: scale * group.mean, n: group.n, shrunk: { value: scale * value, variance: scale ** 2 * variance } };
  };
}

/** A count varies as Poisson's does: by its own size, which makes solved ÷ (1 + solved)² of its logarithm. */
function measureVolume({ solved }: AgentRecord): Measured {
  return { raw: solved, n: solved, shrunk: { value: Math.log1p(solved), variance: solved / (1 + solved) ** 2 } };
}

/** Where a record stands among the eligible. Where all are equal, everyone is at the mean. */
function standings(
  eligible: readonly AgentRecord[],
  { measure, better }: { measure: Measure; better: 1 | -1 },
): (record: AgentRecord) => Part {
  const values = eligible.flatMap((record) => measure(record).shrunk?.value ?? []);
  const mean = sum(values) / values.length;
  const deviation = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
  // Equal values may differ in their last bits.
  const isSpread = deviation > 1e-9 * Math.abs(mean);
  return (record) => {
    const { raw, n, shrunk } = measure(record);
    if (!shrunk || !isSpread) return { raw, n, shrunk: shrunk?.value ?? null, z: 0, noise: 0 };
    const z = (better * (shrunk.value - mean)) / deviation;
    return { raw, n, shrunk: shrunk.value, z, noise: shrunk.variance / deviation ** 2 };
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
