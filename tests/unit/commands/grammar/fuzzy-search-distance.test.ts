import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance } from '../../../../src/commands/grammar/fuzzy-search.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['csat', 'csat', 0],
  ['cast', 'csat', 1],
  ['casat', 'csat', 1],
  ['wek', 'week', 1],
  ['ftr', 'frt', 1],
  ['ftr', 'fcr', 1],
  ['ca', 'abc', 2],
  ['a cat', 'an abct', 3],
  ['周上', '上周', 1],
])('“%s” and “%s” are %i apart', (one, other, expected) => {
  expect(distance(one, other)).toBe(expected);
});

test('it is a metric: as far back as there, nothing only for the same, and never longer than a detour', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, word, (one, other, third) => {
      expect(distance(one, other)).toBe(distance(other, one));
      expect(distance(one, other) === 0).toBe(one === other);
      expect(distance(one, other)).toBeLessThanOrEqual(distance(one, third) + distance(third, other));
    }),
  );
});
