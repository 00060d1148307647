import { describe, expect, test } from 'vitest';
import { fitPrior, shrinkMean, shrinkShare, type Group } from '../../../../../src/metrics/rankings/top/shrinkage.ts';

function share(hits: number, n: number): Group {
  return { n, mean: hits / n, squares: (hits * (n - hits)) / n };
}

const nobody: Group = { n: 0, mean: 0, squares: 0 };

describe('fitPrior', () => {
  test('weighs the spread between shares against the chance within', () => {
    // 8/10 and 4/10: mean 0.6, between (10·0.04 + 10·0.04) ÷ 1 = 0.8, within (1.6 + 2.4) ÷ 18 = 2/9,
    // true spread (0.8 − 2/9) ÷ 10 = 26/450, strength 2/9 ÷ 26/450 = 50/13
    const prior = fitPrior([share(8, 10), share(4, 10)]);
    expect(prior?.mean).toBeCloseTo(0.6, 12);
    expect(prior?.strength).toBeCloseTo(50 / 13, 12);
  });

  test('weighs the spread between means against the one within', () => {
    // 100, 200 and 300, 400 seconds: mean 250, between 40,000, within 10,000 ÷ 2 = 5,000,
    // true spread 35,000 ÷ 2 = 17,500, strength 5,000 ÷ 17,500 = 2/7
    const prior = fitPrior([
      { n: 2, mean: 150, squares: 5000 },
      { n: 2, mean: 350, squares: 5000 },
    ]);
    expect(prior).toEqual({ mean: 250, strength: expect.closeTo(2 / 7, 12), variance: 5000 });
  });

  test('says that groups are all alike when they differ no more than by chance', () => {
    expect(fitPrior([share(5, 10), share(5, 10), share(6, 10)])?.strength).toBe(Infinity);
  });

  test.each([
    { what: 'a single group', groups: [share(8, 10)] },
    { what: 'groups of one fact each', groups: [share(1, 1), share(0, 1), share(1, 1)] },
    { what: 'groups that are all or nothing', groups: [share(9, 9), share(0, 4)] },
  ])('is worth ten facts where $what cannot tell', ({ groups }) => {
    expect(fitPrior(groups)?.strength).toBe(10);
  });

  test('leaves out groups without facts', () => {
    expect(fitPrior([share(8, 10), nobody, share(4, 10)])).toEqual(fitPrior([share(8, 10), share(4, 10)]));
  });

  test.each([{ groups: [] }, { groups: [nobody, nobody] }])('of nothing is nothing', ({ groups }) => {
    expect(fitPrior(groups)).toBeNull();
  });
});

describe('shrinking', () => {
  test('draws a share towards the prior, by the prior’s strength', () => {
    // (8 + 50/13 · 0.6) ÷ (10 + 50/13) = 134 ÷ 180; variance p(1 − p) ÷ (10 + 50/13 + 1)
    const shrunk = shrinkShare(share(8, 10), { mean: 0.6, strength: 50 / 13, variance: 2 / 9 });
    expect(shrunk.value).toBeCloseTo(134 / 180, 12);
    expect(shrunk.variance).toBeCloseTo(((134 / 180) * (46 / 180)) / (11 + 50 / 13), 12);
  });

  test('draws a mean towards the prior', () => {
    // (2 · 150 + 2/7 · 250) ÷ (2 + 2/7) = 162.5; variance 5,000 ÷ (2 + 2/7) = 2,187.5
    const shrunk = shrinkMean({ n: 2, mean: 150, squares: 5000 }, { mean: 250, strength: 2 / 7, variance: 5000 });
    expect(shrunk.value).toBeCloseTo(162.5, 9);
    expect(shrunk.variance).toBeCloseTo(2187.5, 9);
  });

  test('lets nobody differ where all are alike', () => {
    const alike = { mean: 0.6, strength: Infinity, variance: 0.24 };
    expect(shrinkShare(share(3, 3), alike)).toEqual({ value: 0.6, variance: 0 });
    expect(shrinkMean({ n: 3, mean: 9, squares: 2 }, alike)).toEqual({ value: 0.6, variance: 0 });
  });

  test('puts three of three behind 95 of 100', () => {
    const few = share(3, 3);
    const many = share(95, 100);
    const prior = fitPrior([few, many, share(70, 100), share(80, 100), share(85, 100)]);
    expect(prior && shrinkShare(few, prior).value).toBeLessThan((prior && shrinkShare(many, prior).value) ?? 0);
  });
});
