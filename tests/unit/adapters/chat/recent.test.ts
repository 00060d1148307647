import { expect, test } from 'vitest';

import { openRecent } from '../../../../src/adapters/chat/recent.ts';

test('a value is remembered for its time and no longer', () => {
  let now = 0;
  const recent = openRecent<string>({ most: 10, seconds: 60 }, () => now);
  recent.set('a', 'x');

  now = 59_999;
  expect(recent.get('a')).toBe('x');
  now = 60_000;
  expect(recent.get('a')).toBeUndefined();
});

test('of too many values the oldest is forgotten; one set again is young', () => {
  const recent = openRecent<number>({ most: 2, seconds: 60 }, () => 0);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.set('a', 3);
  recent.set('c', 4);

  expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([3, undefined, 4]);
});

test('a deleted value is forgotten at once', () => {
  const recent = openRecent<number>({ most: 2, seconds: 60 }, () => 0);
  recent.set('a', 1);
  recent.delete('a');

  expect(recent.get('a')).toBeUndefined();
});
