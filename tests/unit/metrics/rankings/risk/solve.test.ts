import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { solve } from '../../../../../src/metrics/rankings/risk/solve.ts';

test('solves two equations worked by hand', () => {
  // 4x + 2y = 10, 2x + 3y = 9: x = 1.5, y = 2
  const [x, y] = solve(
    [
      [4, 2],
      [2, 3],
    ],
    [10, 9],
  );
  expect(x).toBeCloseTo(1.5, 12);
  expect(y).toBeCloseTo(2, 12);
});

test('finds what any positive definite matrix was multiplied by', () => {
  const entry = fc.integer({ min: -5, max: 5 });
  const cases = fc.integer({ min: 1, max: 6 }).chain((size) => {
    const vector = fc.array(entry, { minLength: size, maxLength: size });
    return fc.tuple(fc.array(vector, { minLength: size, maxLength: size }), vector);
  });
  fc.assert(
    fc.property(cases, ([rows, expected]) => {
      // Rows · rowsᵀ + 1 is positive definite whatever the rows.
      const matrix = rows.map((one, row) => rows.map((other, column) => dot(one, other) + Number(row === column)));
      const found = solve(
        matrix,
        matrix.map((row) => dot(row, expected)),
      );
      for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, 6);
    }),
  );
});

test('refuses a matrix that has no such factors', () => {
  expect(() =>
    solve(
      [
        [1, 2],
        [2, 1],
      ],
      [1, 1],
    ),
  ).toThrow('not positive definite');
});

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
