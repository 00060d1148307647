import { expect, test } from 'vitest';
import { openKeySet } from '../../../../src/jobs/import/key-set.ts';

test('a set of keys knows which were there, however many', () => {
  const keys = openKeySet();
  const all = Array.from({ length: 50_000 }, (_, index) => `ticket-${index}`);
  expect(all.filter((key) => !keys.add(key))).toEqual([]);
  expect(all.filter((key) => keys.add(key))).toEqual([]);
  expect([keys.add(''), keys.add(''), keys.add('ticket-50000')]).toEqual([true, false, true]);
});
