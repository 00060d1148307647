import { expect, test } from 'vitest';
import {
  fitLogistic,
  logOddsOf,
  type Model,
  type Observation,
} from '../../../../../src/metrics/rankings/risk/logistic.ts';
import { randomOf } from '../../../../helpers/naive/random.ts';

/** So many of each: observations with these strengths of whom `left` have left. */
function seen(strengths: readonly number[], { count, left }: { count: number; left: number }): Observation[] {
  return Array.from({ length: count }, (_, index) => ({ strengths, hasLeft: index < left }));
}

/** Of what is to be smallest, by differences: independent of the derivatives the fit goes by. */
function penalisedLoss(observations: readonly Observation[], { model, prior }: { model: Model; prior: Model }): number {
  const distance = model.weights.reduce((sum, weight, index) => sum + (weight - (prior.weights[index] ?? 0)) ** 2, 0);
  const surprise = observations.reduce((sum, { strengths, hasLeft }) => {
    const chance = 1 / (1 + Math.exp(-logOddsOf(model, strengths)));
    return sum - Math.log(hasLeft ? chance : 1 - chance);
  }, 0);
  return surprise + distance / 2;
}

test('without signs the base is the log-odds of the share that left, and weights stay at the prior', async () => {
  const prior = { base: -3, weights: [1.6, 0.8] };
  const { base, weights } = await fitLogistic(seen([0, 0], { count: 100, left: 20 }), prior);
  // ln(20 ÷ 80)
  expect(base).toBeCloseTo(Math.log(0.25), 9);
  expect(weights).toEqual(prior.weights);
});

test('with plenty of facts the weight is the log of the odds ratio, whatever the prior', async () => {
  const observations = [...seen([0], { count: 10_000, left: 1000 }), ...seen([1], { count: 10_000, left: 5000 })];
  const { base, weights } = await fitLogistic(observations, { base: -3, weights: [0] });
  // Odds of 1 to 9 without the sign, even with it.
  expect(base).toBeCloseTo(Math.log(1 / 9), 2);
  expect(weights[0]).toBeCloseTo(Math.log(9), 2);
});

test('with few facts the weight stays near the prior’s', async () => {
  const observations = [...seen([0], { count: 10, left: 5 }), ...seen([1], { count: 1, left: 0 })];
  const { weights } = await fitLogistic(observations, { base: 0, weights: [2] });
  expect(weights[0]).toBeGreaterThan(1);
  expect(weights[0]).toBeLessThan(2);
});

test('a sign that all who left had, and nobody else, gets a finite weight', async () => {
  const observations = [...seen([0], { count: 50, left: 0 }), ...seen([1], { count: 50, left: 50 })];
  const { base, weights } = await fitLogistic(observations, { base: -3, weights: [1] });
  expect(base).toBeLessThan(-1);
  expect(weights[0]).toBeGreaterThan(2);
  expect(weights[0]).toBeLessThan(20);
});

test('nothing near the fit is better', async () => {
  const random = randomOf(3);
  const strength = () => (random.chance(0.6) ? 0 : random.below(1000) / 1000);
  const observations = Array.from({ length: 400 }, () => {
    const strengths = [strength(), strength(), strength()];
    return { strengths, hasLeft: random.chance(strengths[0] !== 0 ? 0.4 : 0.1) };
  });
  const prior = { base: -3, weights: [1, 1, 1] };
  const model = await fitLogistic(observations, prior);
  const best = penalisedLoss(observations, { model, prior });
  for (const change of [-0.01, 0.01]) {
    expect(penalisedLoss(observations, { model: { ...model, base: model.base + change }, prior })).toBeGreaterThan(
      best,
    );
    for (const index of model.weights.keys()) {
      const weights = model.weights.map((weight, place) => (place === index ? weight + change : weight));
      expect(penalisedLoss(observations, { model: { ...model, weights }, prior })).toBeGreaterThan(best);
    }
  }
});
