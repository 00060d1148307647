import { solve } from './solve.ts';
import { chunks } from './chunks.ts';

export interface Observation {
  readonly strengths: readonly number[];
  readonly hasLeft: boolean;
}

/** Log-odds of leaving: the base, and for each strength its weight. */
export interface Model {
  readonly base: number;
  readonly weights: readonly number[];
}

/** Of the distance from the prior's weights: as if these were known to within 1. The base is free. */
const penalty = 1;
/** A step this small is the last one; the distance that remains is about its square. */
const enough = 1e-6;
const mostRounds = 50;

/**
 * Logistic regression with a quadratic penalty on the distance from the prior's weights, by Newton's method, halving steps
 * that go too far. There must be observations of both kinds: without, the base has no best value.
 */
export async function fitLogistic(observations: readonly Observation[], prior: Model): Promise<Model> {
  let model = prior;
  for (let round = 0; round < mostRounds; round += 1) {
    const { gradient, curvature } = await derivativesOf(observations, { model, prior });
    const step = solve(curvature, gradient);
    if (step.every((change) => Math.abs(change) < enough)) return moved(model, step);
    model = await stepDown(observations, { model, prior, step });
  }
  return model;
}

export function logOddsOf({ base, weights }: Model, strengths: readonly number[]): number {
  return strengths.reduce((sum, strength, index) => sum + strength * (weights[index] ?? 0), base);
}

interface Point {
  readonly model: Model;
  readonly prior: Model;
}

/** First and second derivatives of the {@link loss}, the base's first. */
interface Derivatives {
  readonly gradient: number[];
  readonly curvature: number[][];
}

async function derivativesOf(observations: readonly Observation[], { model, prior }: Point): Promise<Derivatives> {
  const penalties = model.weights.map((weight, index) => penalty * (weight - (prior.weights[index] ?? 0)));
  const gradient = [0, ...penalties];
  const curvature = gradient.map((_, row): number[] =>
    gradient.map((_, column) => (row === column && row > 0 ? penalty : 0)),
  );
  for await (const chunk of chunks(observations)) {
    for (const observation of chunk) addTo({ gradient, curvature }, observation, model);
  }
  return { gradient, curvature };
}

/** Add what one observation contributes. */
function addTo({ gradient, curvature }: Derivatives, { strengths, hasLeft }: Observation, model: Model): void {
  const chance = 1 / (1 + Math.exp(-logOddsOf(model, strengths)));
  const entries = [1, ...strengths];
  for (const [row, strength] of entries.entries()) {
    // Most strengths are 0, and add nothing.
    if (strength === 0) continue;
    gradient[row] = (gradient[row] ?? 0) + (chance - Number(hasLeft)) * strength;
    const curve = curvature[row] ?? [];
    for (let column = 0; column <= row; column += 1) {
      curve[column] = (curve[column] ?? 0) + chance * (1 - chance) * strength * (entries[column] ?? 0);
    }
  }
}

async function stepDown(
  observations: readonly Observation[],
  { model, prior, step }: Point & { step: readonly number[] },
): Promise<Model> {
  const before = await loss(observations, { model, prior });
  for (let share = 1; share > enough; share /= 2) {
    const next = moved(
      model,
      step.map((change) => share * change),
    );
    if ((await loss(observations, { model: next, prior })) <= before) return next;
  }
  return model;
}

function moved({ base, weights }: Model, [first = 0, ...others]: readonly number[]): Model {
  return { base: base - first, weights: weights.map((weight, index) => weight - (others[index] ?? 0)) };
}

/** What is made as small as can be: the log loss of what became of everybody, and the distance from the prior. */
async function loss(observations: readonly Observation[], { model, prior }: Point): Promise<number> {
  let sum = 0;
  for (const [index, weight] of model.weights.entries()) {
    sum += (penalty * (weight - (prior.weights[index] ?? 0)) ** 2) / 2;
  }
  for await (const chunk of chunks(observations)) {
    for (const observation of chunk) sum += logLoss(observation, model);
  }
  return sum;
}

/** How unlikely it was, in the logarithm of its chance. */
function logLoss({ strengths, hasLeft }: Observation, model: Model): number {
  const odds = logOddsOf(model, strengths);
  const against = hasLeft ? -odds : odds;
  return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
}
