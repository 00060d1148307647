import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance, fuzzyIndexOf } from '../../../../src/commands/grammar/fuzzy-search.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'ω', '周'), maxLength: 9 });
const limits = fc.constantFrom(0, 1, 2);

test('the index finds exactly what a comparison with every word finds, in the same order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, limits, (words, asked, maxEdits) => {
      const all = words
        .map((key) => ({ key, meaning: key.length, edits: distance(asked, key) }))
        .filter(({ edits }) => edits <= maxEdits);
      expect(fuzzyIndexOf(words.map((key) => [key, key.length])).search(asked, maxEdits)).toEqual(all);
    }),
    { numRuns: 1000 },
  );
});

test('a limit changes no distance within it', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 10 }), (one, other, limit) => {
      const full = distance(one, other);
      expect(distance(one, other, limit)).toBe(full <= limit ? full : Infinity);
    }),
    { numRuns: 1000 },
  );
});

test('of twenty thousand words hardly any is compared with a misspelt one', () => {
  const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'ti', 'vo', 'za', 'pre', 'sta', 'mon', 'tel', 'gri'];
  const words = Array.from({ length: 20_000 }, (_, index) =>
    [1, 15, 225, 3375].map((size) => syllables[Math.floor(index / size) % 15] ?? '').join(''),
  );
  const index = fuzzyIndexOf(words.map((key) => [key, key]));
  for (const misspelt of ['satisfation', 'telmonbka', 'kelomnu', 'frobnicate', 'x'.repeat(500)]) {
    let comparisons = 0;
    index.search(misspelt, 2, (...asked) => {
      comparisons += 1;
      return distance(...asked);
    });
    expect(comparisons, misspelt).toBeLessThan(1_000);
  }
});
