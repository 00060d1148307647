import { assert, integer, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  differenceContainsZero,
  meanInterval,
  medianRanks,
  npsInterval,
  quantileRanks,
  wilson,
} from '../../../../src/metrics/figure/interval.ts';

describe('wilson', () => {
  test.each([
    // The worked answer of the command reference: 143 of 164 satisfied.
    { hits: 143, n: 164, low: 0.812175, high: 0.914701 },
    // Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29.
    { hits: 81, n: 263, low: 0.2553, high: 0.3662 },
    { hits: 15, n: 148, low: 0.0624, high: 0.1605 },
    { hits: 0, n: 20, low: 0, high: 0.1611 },
    { hits: 1, n: 29, low: 0.0061, high: 0.1718 },
  ])('$hits of $n', ({ hits, n, low, high }) => {
    const interval = wilson(hits, n);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  test('of nothing anything may be true', () => {
    expect(wilson(0, 0)).toEqual([0, 1]);
  });

  test('holds the share and stays within 0 and 1', () => {
    assert(
      property(nat(2000), integer({ min: 1, max: 2000 }), (some, n) => {
        const hits = Math.min(some, n);
        const [low, high] = wilson(hits, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('meanInterval', () => {
  test('uses t, not the normal distribution', () => {
    // t(0.975; 9) = 2.262157; 10 ± 2.262157 · √(4 ÷ 10) = 10 ± 1.430714
    const interval = meanInterval({ n: 10, mean: 10, variance: 4 });
    expect(interval?.[0]).toBeCloseTo(8.569286, 5);
    expect(interval?.[1]).toBeCloseTo(11.430714, 5);
  });

  test('of two values is wide: t with one degree of freedom is 12.7062', () => {
    // Values 1 and 3: mean 2, variance 2; 2 ± 12.7062 · √(2 ÷ 2)
    expect(meanInterval({ n: 2, mean: 2, variance: 2 })?.[1]).toBeCloseTo(14.7062, 4);
  });

  test.each([
    { n: 0, variance: 0 },
    { n: 1, variance: 0 },
    { n: 5, variance: 0 },
  ])('cannot be told of $n values of variance $variance', ({ n, variance }) => {
    expect(meanInterval({ n, mean: 5, variance })).toBeNull();
  });
});

describe('npsInterval', () => {
  test('takes its variance from the multinomial distribution', () => {
    // 70, 20 and 10 of 100: score 0.6, variance (0.8 − 0.36) ÷ 100 = 0.0044, z · √0.0044 = 0.130009
    const interval = npsInterval({ promoters: 70, passives: 20, detractors: 10 });
    expect(interval?.[0]).toBeCloseTo(46.9991, 3);
    expect(interval?.[1]).toBeCloseTo(73.0009, 3);
  });

  test('ends at the ends of the scale', () => {
    expect(npsInterval({ promoters: 3, passives: 1, detractors: 0 })?.[1]).toBe(100);
    expect(npsInterval({ promoters: 0, passives: 1, detractors: 3 })?.[0]).toBe(-100);
  });

  test.each([
    { promoters: 0, passives: 0, detractors: 0 },
    { promoters: 4, passives: 0, detractors: 0 },
    { promoters: 0, passives: 9, detractors: 0 },
  ])('cannot be told of $promoters promoters, $passives passives and $detractors detractors', (counts) => {
    expect(npsInterval(counts)).toBeNull();
  });
});

describe('medianRanks', () => {
  test.each([
    { n: 6, ranks: [1, 6] },
    { n: 10, ranks: [2, 9] },
    { n: 20, ranks: [6, 15] },
    { n: 25, ranks: [8, 18] },
    { n: 50, ranks: [18, 33] },
    { n: 100, ranks: [40, 61] },
  ])('of $n values are $ranks, as in the tables', ({ n, ranks }) => {
    expect(medianRanks(n)).toEqual(ranks);
  });

  test('need six values: of five, both ends together leave out 2 ÷ 2⁵ = 6.25 %', () => {
    expect(medianRanks(5)).toBeNull();
    expect(medianRanks(0)).toBeNull();
  });

  test('of very many values lie near n ÷ 2 ± z · √n ÷ 2', () => {
    // 1,000,000: 500,000 ± 979.98
    expect(medianRanks(1_000_000)).toEqual([499_020, 500_981]);
  });
});

describe('quantileRanks', () => {
  test('of the 90th percentile of 100 values are 84 and 96', () => {
    // X ~ Bin(100, 0.9): P(X ≤ 83) = 0.0206, P(X ≤ 84) = 0.0399; P(X ≤ 94) = 0.9424, P(X ≤ 95) = 0.9763
    expect(quantileRanks(100, 0.9)).toEqual([84, 96]);
  });

  test('need a value beyond the quantile on both sides', () => {
    // 0.9³⁵ = 0.0250315 > 0.025, 0.9³⁶ = 0.0225
    expect(quantileRanks(35, 0.9)).toBeNull();
    expect(quantileRanks(36, 0.9)?.[1]).toBe(36);
  });
});

describe('differenceContainsZero', () => {
  test.each([
    // Newcombe 1998, table II, method 10: 56/70 − 48/80 is 0.0524 to 0.3339; 9/10 − 3/10 is 0.1705 to 0.8090.
    { a: [56, 70], b: [48, 80], expected: false },
    { a: [9, 10], b: [3, 10], expected: false },
    // 5/56 − 0/29 is −0.0381 to 0.1926; 10/10 − 0/10 is 0.6075 to 1.
    { a: [5, 56], b: [0, 29], expected: true },
    { a: [10, 10], b: [0, 10], expected: false },
    { a: [0, 10], b: [0, 20], expected: true },
    { a: [1, 1], b: [0, 0], expected: null },
  ] as const)('of the shares $a and $b: $expected', ({ a, b, expected }) => {
    const [one, other] = [a, b].map(([hits, n]) => ({ kind: 'share', hits, n }) as const);
    expect(one && other && differenceContainsZero(one, other)).toBe(expected);
    expect(one && other && differenceContainsZero(other, one)).toBe(expected);
  });

  test('of means uses the degrees of freedom of Welch', () => {
    // Variances 7.9 and 3.8 of 15 each: 24.9 degrees of freedom, t 2.06, 2.06 · √(11.7 ÷ 15) = 1.819
    const one = { kind: 'mean', n: 15, mean: 20.8, variance: 7.9 } as const;
    expect(differenceContainsZero(one, { kind: 'mean', n: 15, mean: 22.61, variance: 3.8 })).toBe(true);
    expect(differenceContainsZero(one, { kind: 'mean', n: 15, mean: 22.63, variance: 3.8 })).toBe(false);
  });

  test('of means cannot be told of a single value or of values without any spread', () => {
    const mean = { kind: 'mean', n: 5, mean: 3, variance: 0 } as const;
    expect(differenceContainsZero(mean, { ...mean, n: 1 })).toBeNull();
    expect(differenceContainsZero(mean, { ...mean, mean: 4 })).toBeNull();
  });

  test('of net promoter scores adds the variances', () => {
    // 60 with variance 0.0044 (×2 = 0.0088; z · √0.0088 = 0.18386): 41.7 is within reach, 41.5 … is not
    const one = { kind: 'nps', promoters: 70, passives: 20, detractors: 10 } as const;
    expect(differenceContainsZero(one, { kind: 'nps', promoters: 55, passives: 33, detractors: 12 })).toBe(true);
    expect(differenceContainsZero(one, { kind: 'nps', promoters: 50, passives: 33, detractors: 17 })).toBe(false);
  });

  test('of net promoter scores cannot be told without answers or any spread', () => {
    const none = { kind: 'nps', promoters: 0, passives: 0, detractors: 0 } as const;
    expect(differenceContainsZero(none, { ...none, promoters: 3 })).toBeNull();
    expect(differenceContainsZero({ ...none, detractors: 3 }, { ...none, promoters: 3 })).toBeNull();
  });

  test('is not asked of figures of different kinds', () => {
    const share = { kind: 'share', hits: 1, n: 2 } as const;
    expect(() => differenceContainsZero(share, { kind: 'mean', n: 2, mean: 1, variance: 1 })).toThrow(TypeError);
  });
});
