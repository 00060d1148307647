import { setImmediate } from 'node:timers/promises';
import { solve } from './solve.ts';

export interface Observation {
  readonly strengths: readonly number[];
  readonly hasLeft: boolean;
}

/** Log-odds of leaving: the base, and for each strength its weight. */
export interface Model {
  readonly base: number;
  readonly weights: readonly number[];
}

/** How firmly weights are held at the prior's: as if they were known to within 1. The base is free. */
const firmness = 1;
const enough = 1e-9;
const mostRounds = 50;

/**
 * Logistic regression with a quadratic penalty on the distance from the prior's weights, by Newton's method, halving steps
 * that go too far. There must be observations of both kinds: without, the base has no best value. Others get their turn
 * between two rounds.
 */
export async function fitLogistic(observations: readonly Observation[], prior: Model): Promise<Model> {
  let model = prior;
  for (let round = 0; round < mostRounds; round += 1) {
    const { gradient, curvature } = slopes(observations, { model, prior });
    const step = solve(curvature, gradient);
    model = descend(observations, { model, prior, step });
    if (step.every((change) => Math.abs(change) < enough)) break;
    await setImmediate();
  }
  return model;
}

export function logOddsOf({ base, weights }: Model, strengths: readonly number[]): number {
  return strengths.reduce((sum, strength, index) => sum + strength * (weights[index] ?? 0), base);
}

interface Place {
  readonly model: Model;
  readonly prior: Model;
}

/** First and second derivatives of the {@link loss}, the base's first. */
function slopes(observations: readonly Observation[], { model, prior }: Place) {
  const pulls = model.weights.map((weight, index) => firmness * (weight - (prior.weights[index] ?? 0)));
  const gradient = [0, ...pulls];
  const curvature: number[][] = gradient.map((_, row) =>
    gradient.map((_, column) => (row === column && row > 0 ? firmness : 0)),
  );
  for (const { strengths, hasLeft } of observations) {
    const chance = 1 / (1 + Math.exp(-logOddsOf(model, strengths)));
    // Most strengths are 0, and add nothing.
    const present = [1, ...strengths]
      .map((strength, row) => [row, strength] as const)
      .filter(([, strength]) => strength !== 0);
    for (const [row, strength] of present) {
      gradient[row] = (gradient[row] ?? 0) + (chance - Number(hasLeft)) * strength;
      const entries = curvature[row];
      if (!entries) continue;
      for (const [column, other] of present) {
        entries[column] = (entries[column] ?? 0) + chance * (1 - chance) * strength * other;
      }
    }
  }
  return { gradient, curvature };
}

function descend(
  observations: readonly Observation[],
  { model, prior, step }: Place & { step: readonly number[] },
): Model {
  const before = loss(observations, { model, prior });
  for (let share = 1; share > enough; share /= 2) {
    const next = {
      base: model.base - share * (step[0] ?? 0),
      weights: model.weights.map((weight, index) => weight - share * (step[index + 1] ?? 0)),
    };
    if (loss(observations, { model: next, prior }) <= before) return next;
  }
  return model;
}

/** What is made as small as can be: the surprise at what became of everybody, and the distance from the prior. */
function loss(observations: readonly Observation[], { model, prior }: Place): number {
  let sum = 0;
  for (const [index, weight] of model.weights.entries()) {
    sum += (firmness * (weight - (prior.weights[index] ?? 0)) ** 2) / 2;
  }
  for (const { strengths, hasLeft } of observations) {
    const odds = logOddsOf(model, strengths);
    const surprise = hasLeft ? -odds : odds;
    sum += Math.max(surprise, 0) + Math.log1p(Math.exp(-Math.abs(surprise)));
  }
  return sum;
}
