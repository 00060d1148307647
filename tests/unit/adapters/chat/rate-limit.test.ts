import { expect, test } from 'vitest';
import { openRateLimit } from '../../../../src/adapters/chat/rate-limit.ts';

test('each key passes so often in a while, and again after it', () => {
  let now = 0;
  const passes = openRateLimit({ most: 2, seconds: 60 }, () => now);
  expect([passes('a'), passes('a'), passes('a'), passes('b')]).toEqual([true, true, false, true]);
  now = 59_999;
  expect([passes('a'), passes('b'), passes('b')]).toEqual([false, true, false]);
  now = 60_000;
  expect([passes('a'), passes('b')]).toEqual([true, true]);
});
