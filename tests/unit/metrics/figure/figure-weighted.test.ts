import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../../../src/metrics/figure/interval.ts';
import { weightedSample } from '../../../../src/metrics/figure/figure.ts';

/** The sums that the store gives, of values with their weights. */
function sumsOf(rows: readonly (readonly [value: number, weight: number])[]) {
  const sum = (of: (value: number, weight: number) => number) =>
    rows.reduce((total, [value, weight]) => total + of(value, weight), 0);
  return {
    n: rows.length,
    weight: sum((_, weight) => weight),
    weighted: sum((value, weight) => value * weight),
    squares0: sum((_, weight) => weight ** 2),
    squares1: sum((value, weight) => weight ** 2 * value),
    squares2: sum((value, weight) => weight ** 2 * value ** 2),
  };
}

describe('the sample of a weighted mean', () => {
  it('is the plain one where all weights are equal', () => {
    const sample = weightedSample(
      sumsOf([
        [1, 2],
        [2, 2],
        [6, 2],
      ]),
    );
    // Mean 3; deviations −2, −1 and 3: (4 + 1 + 9) ÷ 2 = 7.
    expect(sample).toMatchObject({ kind: 'mean', n: 3, mean: 3 });
    expect(sample?.variance).toBeCloseTo(7, 12);
  });

  it('tells the variance of a ratio of sums', () => {
    const sample = weightedSample(
      sumsOf([
        [100, 3],
        [60, 1],
      ]),
    );
    // Mean 90; residuals 3 × 10 and 1 × −30: 1,800 ÷ 16 × 2 ÷ 1 × 2.
    expect(sample?.mean).toBe(90);
    expect(sample?.variance).toBeCloseTo(450, 9);
  });

  it('tells no spread where all values are equal, whatever the rounding', () => {
    const sample = weightedSample(
      sumsOf([
        [0.1, 0.3],
        [0.1, 0.7],
        [0.1, 1.1],
      ]),
    );
    expect(sample && meanInterval(sample)).toBeNull();
  });

  it('is nothing without weight', () => {
    expect(weightedSample(sumsOf([]))).toBeNull();
    expect(weightedSample(sumsOf([[5, 0]]))).toBeNull();
  });
});
