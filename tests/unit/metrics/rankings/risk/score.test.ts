import { expect, test } from 'vitest';
import { defaultWeights, scoreRisk } from '../../../../../src/metrics/rankings/risk/score.ts';
import { historyOf } from '../../../../helpers/history.ts';

const day = 86_400;
const now = 1000 * day;
const options = { now, weights: defaultWeights };

test('the default weights are those of the definition', () => {
  expect(defaultWeights).toEqual({
    base: -3,
    renewal: 1.25,
    'bad-ratings': 1.6,
    'falling-rating': 0.8,
    'nps-detractor': 1.4,
    effort: 0.9,
    reopened: 0.8,
    'stale-tickets': 0.8,
    'sla-breaches': 0.6,
    complaints: 1.2,
    cancellation: 1.8,
    'negative-mentions': 0.5,
    'frequent-contacts': 0.6,
    silence: 1,
  });
});

test('without signals the risk is the base and has no parts, whatever is to be renewed', () => {
  const { risk, parts } = scoreRisk(historyOf({ renewal_at: now + day }), options);
  // 100 ÷ (1 + e³)
  expect(risk).toBeCloseTo(4.7426, 4);
  expect(parts).toEqual([]);
});

test('parts add up in log-odds, the heaviest first', () => {
  const { risk, parts } = scoreRisk(historyOf({ complaints: 1, cancellations: 1, breaches: 1 }), options);
  expect(parts.map(({ id, contribution }) => [id, contribution])).toEqual([
    ['cancellation', 1.8],
    ['complaints', expect.closeTo(1.2 / 2)],
    ['sla-breaches', expect.closeTo(0.6 / 3)],
  ]);
  // −3 + 1.8 + 0.6 + 0.2 = −0.4
  expect(risk).toBeCloseTo(100 / (1 + Math.exp(0.4)), 9);
});

test.each([
  { days: 21, words: 'renewal in 21 days' },
  { days: 0.5, words: 'renewal in 1 day' },
  { days: 60, words: 'renewal in 60 days' },
])('$words raises the rest by a quarter', ({ days, words }) => {
  const { risk, parts } = scoreRisk(historyOf({ cancellations: 1, renewal_at: now + days * day }), options);
  expect(parts[1]).toMatchObject({ id: 'renewal', words, contribution: expect.closeTo(0.45) });
  // −3 + 1.25 · 1.8 = −0.75
  expect(risk).toBeCloseTo(100 / (1 + Math.exp(0.75)), 9);
});

test('a renewal in 61 days raises nothing', () => {
  const { parts } = scoreRisk(historyOf({ cancellations: 1, renewal_at: now + 61 * day }), options);
  expect(parts.map(({ id }) => id)).toEqual(['cancellation']);
});

test('weights are settings; one of 0 silences its signal', () => {
  const weights = { ...defaultWeights, base: 0, complaints: 0, cancellation: 2 };
  const { risk, parts } = scoreRisk(historyOf({ complaints: 2, cancellations: 1 }), { now, weights });
  expect(parts.map(({ id }) => id)).toEqual(['cancellation']);
  expect(risk).toBeCloseTo(100 / (1 + Math.exp(-2)), 9);
});
