import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rocArea, type Scored } from '../../../../../src/metrics/rankings/risk/roc-area.ts';

function scored(left: readonly number[], stayed: readonly number[]): Scored[] {
  return [...stayed.map((score) => ({ score, hasLeft: false })), ...left.map((score) => ({ score, hasLeft: true }))];
}

test.each([
  { what: 'all who left above all who stayed', left: [3, 4], stayed: [1, 2], area: 1 },
  { what: 'the other way round', left: [1, 2], stayed: [3, 4], area: 0 },
  { what: 'all equal', left: [1, 1], stayed: [1, 1, 1], area: 0.5 },
  // 3 beats 1 and 2 and ties with 3: 2.5; 2 beats 1 and ties with 2: 1.5; of six pairs.
  { what: 'some equal', left: [3, 2], stayed: [1, 2, 3], area: 4 / 6 },
])('$what', ({ left, stayed, area }) => {
  expect(rocArea(scored(left, stayed))).toBeCloseTo(area, 12);
});

test('with only one kind there is none', () => {
  expect(rocArea([])).toBeNull();
  expect(rocArea(scored([1], []))).toBeNull();
  expect(rocArea(scored([], [1]))).toBeNull();
});

test('is the share of pairs in the right order, equals counting half', () => {
  const scores = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(scores, scores, (left, stayed) => {
      const pairs = left.flatMap((one) => stayed.map((other) => (Math.sign(one - other) + 1) / 2));
      const share = pairs.reduce((sum, won) => sum + won, 0) / pairs.length;
      expect(rocArea(scored(left, stayed))).toBeCloseTo(share, 12);
    }),
  );
});
