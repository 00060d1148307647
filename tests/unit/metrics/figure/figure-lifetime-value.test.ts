import { expect, it } from 'vitest';
import { lifetimeValue } from '../../../../src/metrics/figure/figure.ts';

const year = 365.25 * 86_400;
/** Five orders of 50 by one customer in a year, at a margin of 0.4; those who left had stayed 3 years. */
const aggregates = {
  n: 5,
  customers: 1,
  amount: 250,
  margin: 2,
  earned: 100,
  other: 3 * year,
  seconds: year,
  currencies: ['EUR'],
};

it('is average order × orders per customer and year × years', () => {
  expect(lifetimeValue('turnover', aggregates)).toBeCloseTo(750, 9);
});

it('is a hundredth of that for a hundred times the customers', () => {
  expect(lifetimeValue('turnover', { ...aggregates, customers: 100 })).toBeCloseTo(7.5, 9);
});

it('is the same times the margin when it is predicted by months', () => {
  expect(lifetimeValue('margin', aggregates)).toBeCloseTo(300, 9);
});

it('is what was earned of each customer, however long that took', () => {
  expect(lifetimeValue('earned', { ...aggregates, customers: 4, other: null, seconds: 0 })).toBe(25);
});

it.each([
  ['without orders', { n: 0, customers: 0, currencies: [] }],
  ['where no lifetime is known', { other: null }],
  ['in a period without length', { seconds: 0 }],
  ['in two currencies, which are never summed', { currencies: ['EUR', null] }],
])('is unknown %s', (_, more) => {
  expect(lifetimeValue('turnover', { ...aggregates, ...more })).toBeNull();
});
