import type { Context } from '../../answer/context.ts';
import { readHistories } from './history.ts';
import { defaultWeights, scoreRisk, type ChurnWeights, type RiskPart } from './score.ts';
import { chunks } from './chunks.ts';
import { readWeightings, type Weighting } from './weighting.ts';
import type { Filter, Scope } from '../../scope.ts';
import { checkFilters } from '../../query/filters.ts';

/** From here on a customer counts as at risk: as much speaks for leaving as against it. */
export const highRisk = 50;

interface RiskyCustomer {
  /** Which has known the customer longest, of the desks that still have it: its weights hold. */
  readonly desk: string;
  /** Stable: `o/` and the organization in lower case, or `c/` and the customer's id; over several desks, the person's. */
  readonly account: string;
  /** The organization's, or the customer's name or id. Data, to be escaped. */
  readonly name: string;
  /** 0–100. A ranking by signs, not a probability. */
  readonly risk: number;
  /** Why, the heaviest first. */
  readonly parts: readonly RiskPart[];
}

export interface ChurnRisk {
  /** The riskiest first; only those of whom something speaks for leaving. */
  readonly customers: readonly RiskyCustomer[];
  /** How many of those there are, before the limit, of how many active customers. */
  readonly total: number;
  readonly active: number;
  /** How many have a risk of at least {@link highRisk}. */
  readonly high: number;
  /** What they were weighed by, of each desk. */
  readonly weightings: readonly Weighting[];
}

/**
 * Active customers, by organization where known and each once however many desks know it, by how much speaks for their
 * leaving: the last 30 days against their own 90 before. The signs and their weights are in docs/rankings.md.
 * @param options `now` in epoch seconds: facts placed at or after it are left out
 * @throws UserError for a filter that tickets do not have
 */
export async function churnRisk(
  { store }: Context,
  options: {
    readonly scope: Scope;
    readonly now: number;
    readonly limit: number;
    readonly filters?: readonly Filter[];
    /** Those not given are the ones in force for the desk. */
    readonly weights?: Partial<ChurnWeights>;
  },
): Promise<ChurnRisk> {
  const { scope, now, limit, filters = [] } = options;
  checkFilters(filters);
  const [inForce, { histories, active }] = await Promise.all([
    readWeightings(store, scope.desks),
    readHistories(store, { desks: scope.desks, filters, now }),
  ]);
  const weightings = inForce.map((weighting) => {
    return { ...weighting, weights: { ...weighting.weights, ...options.weights } };
  });
  const weightsOf = new Map(weightings.map(({ desk, weights }) => [desk, weights]));
  let customers: RiskyCustomer[] = [];
  let [total, high] = [0, 0];
  for await (const chunk of chunks(histories)) {
    for (const history of chunk) {
      const { desk, account, name } = history;
      const weights = weightsOf.get(desk) ?? defaultWeights;
      const { risk, parts } = scoreRisk(history, { now, weights });
      if (parts.length === 0) continue;
      customers.push({ desk, account, name, risk, parts });
      total += 1;
      if (risk >= highRisk) high += 1;
    }
    customers = customers.sort(byRisk).slice(0, limit);
  }
  return { customers, total, active, high, weightings };
}

function byRisk(one: RiskyCustomer, other: RiskyCustomer): number {
  return rounded(other.risk) - rounded(one.risk) || (order(one) < order(other) ? -1 : 1);
}

/** Averages taken in another order may differ in their last bits. */
function rounded(risk: number): number {
  return Math.round(risk * 1e9);
}

function order({ name, desk, account }: RiskyCustomer): string {
  return [name, desk, account].join('\u0000');
}
