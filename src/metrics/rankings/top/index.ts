import type { Period } from '../../../calendar/period.ts';
import { namesOf } from '../../answer/agents.ts';
import type { Context } from '../../answer/context.ts';
import { readRecords } from './records.ts';
import { isClearlyBetter, score, type Criterion, type Part, type Scored, type Weights } from './score.ts';
import type { AgentKey, Filter, Scope } from '../../scope.ts';
import { checkFilters } from '../../query/filters.ts';

export interface Performer extends AgentKey {
  /** Data, to be escaped; the e-mail or id of an agent without a name. */
  readonly name: string;
  readonly team: string | null;
  /** From 1; those whose scores are equal share one, and stand in the order of their names. */
  readonly rank: number;
  readonly score: number;
  readonly parts: Readonly<Record<Criterion, Part>>;
  /** Solved tickets that had been reopened on the way, of those where it is known. */
  readonly reopened: { readonly count: number; readonly n: number };
}

export interface TopPerformers {
  readonly ranked: readonly Performer[];
  /** How many were ranked, before the limit. */
  readonly eligible: number;
  readonly minSolved: number;
  readonly weights: Weights;
  /** False where the 95 % interval of the first two's difference contains 0, and where there are not two. */
  readonly hasClearLeader: boolean;
}

const equalWeights: Weights = { fcr: 0.25, csat: 0.25, solved: 0.25, handleTime: 0.25 };

/**
 * Agents by first contact resolution, their own CSAT, solved tickets and handle time (lower is better) together; the
 * method is in docs/rankings.md. Facts placed at or after the period's `to` are left out. Of a scope that lists agents only
 * these are ranked, measured against all.
 * @throws UserError for a filter that tickets do not have
 */
export async function topPerformers(
  context: Context,
  options: {
    readonly scope: Scope;
    readonly period: Period;
    readonly limit: number;
    readonly filters?: readonly Filter[];
    /** Solved tickets an agent needs to be ranked. */
    readonly minSolved?: number;
    /** Those not given are 0.25. */
    readonly weights?: Partial<Weights>;
  },
): Promise<TopPerformers> {
  const { scope, period, limit, filters = [], minSolved = 5 } = options;
  const { desks, agents: allowed } = scope;
  if (allowed === 'none') throw new Error('this scope names no agents');
  checkFilters(filters);
  const weights = { ...equalWeights, ...options.weights };
  const [records, agents] = await Promise.all([
    readRecords(context.store, { desks, period, filters }),
    context.agents(desks),
  ]);
  const names = namesOf(agents);
  const named = score(records, { minSolved, weights })
    .filter(({ record }) => allowed === 'all' || allowed.some((agent) => isSame(agent, record)))
    .map((scored) => ({ ...scored, name: names.get(`${scored.record.desk}/${scored.record.id}`) ?? scored.record.id }))
    .sort(byScore);
  const [first, second] = named;
  return {
    ranked: named.slice(0, limit).map(({ record, name, score, parts }) => ({
      desk: record.desk,
      id: record.id,
      name,
      team: agents.find((agent) => isSame(agent, record))?.team ?? null,
      rank: 1 + named.findIndex((other) => rounded(other.score) === rounded(score)),
      score,
      parts,
      reopened: record.reopened,
    })),
    eligible: named.length,
    minSolved,
    weights,
    hasClearLeader: first !== undefined && second !== undefined && isClearlyBetter(first, second),
  };
}

function isSame(one: AgentKey, other: AgentKey): boolean {
  return one.desk === other.desk && one.id === other.id;
}

type Named = Scored & { readonly name: string };

function byScore(one: Named, other: Named): number {
  return rounded(other.score) - rounded(one.score) || (order(one) < order(other) ? -1 : 1);
}

/** Sums taken in another order may differ in their last bits. */
function rounded(score: number): number {
  return Math.round(score * 1e9);
}

function order({ name, record }: Named): string {
  return [name, record.desk, record.id].join('\u0000');
}
