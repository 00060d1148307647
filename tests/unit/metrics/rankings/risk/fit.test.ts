import { expect, test } from 'vitest';
import type { Example } from '../../../../../src/metrics/rankings/risk/examples.ts';
import { fitWeights } from '../../../../../src/metrics/rankings/risk/fit.ts';
import { defaultWeights } from '../../../../../src/metrics/rankings/risk/score.ts';
import { signals, type SignalId } from '../../../../../src/metrics/rankings/risk/signals.ts';

/** So many accounts, each at one instant, with these signs at full strength. */
function examples(
  count: number,
  { hasLeft, signs = [] }: { hasLeft: boolean; signs?: readonly SignalId[] },
): Example[] {
  const strengths = signals.map(({ id }) => Number(signs.includes(id)));
  return Array.from({ length: count }, (_, index) => ({
    account: `c/${signs.join('+')}${hasLeft ? 'left' : 'stayed'}-${index}`,
    hasLeft,
    strengths,
  }));
}

test('49 who left are too few', async () => {
  const left = examples(50, { hasLeft: true, signs: ['reopened'] });
  const stayed = examples(200, { hasLeft: false, signs: ['cancellation'] });
  expect(await fitWeights([...left.slice(1), ...stayed])).toEqual({ ended: 49, auc: null, weights: null });
  expect(await fitWeights([...left, ...stayed])).toMatchObject({ ended: 50, auc: { published: 0, fitted: 1 } });
});

test('49 who stayed are too few', async () => {
  const left = examples(200, { hasLeft: true, signs: ['reopened'] });
  const stayed = examples(49, { hasLeft: false });
  expect(await fitWeights([...left, ...stayed])).toEqual({ ended: 200, auc: null, weights: null });
});

test('an account that left counts once, however often it was looked at', async () => {
  const left = examples(30, { hasLeft: true, signs: ['reopened'] });
  const stayed = examples(200, { hasLeft: false });
  expect(await fitWeights([...left, ...left, ...stayed])).toMatchObject({ ended: 30, weights: null });
});

test('the published weights stay where fitted ones order no better', async () => {
  const left = examples(100, { hasLeft: true, signs: ['cancellation'] });
  const stayed = examples(300, { hasLeft: false });
  expect(await fitWeights([...left, ...stayed])).toEqual({
    ended: 100,
    auc: { published: 1, fitted: 1 },
    weights: null,
  });
});

test('a sign of those who stay weighs nothing, and nothing is taken for a sign of staying', async () => {
  const { weights } = await fitWeights([
    ...examples(100, { hasLeft: true, signs: ['reopened'] }),
    ...examples(20, { hasLeft: false, signs: ['reopened'] }),
    ...examples(300, { hasLeft: false, signs: ['cancellation'] }),
  ]);
  expect(weights?.cancellation).toBe(0);
  expect(weights?.reopened).toBeGreaterThan(defaultWeights.reopened);
});

test('what the past does not tell stays as published: the base, a renewal, and signs nobody showed', async () => {
  const { weights } = await fitWeights([
    ...examples(100, { hasLeft: true, signs: ['reopened'] }),
    ...examples(300, { hasLeft: false, signs: ['complaints'] }),
  ]);
  expect(weights).toMatchObject({ base: -3, renewal: 1.25, silence: 1, effort: 0.9 });
});
