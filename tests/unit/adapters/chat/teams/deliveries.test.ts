import { expect, test } from 'vitest';
import { openDeliveries } from '../../../../../src/adapters/chat/teams/deliveries.ts';

test('only the first of two deliveries is new', () => {
  const isFirst = openDeliveries();
  expect(['a', 'b', 'a', 'b', 'c'].map(isFirst)).toEqual([true, true, false, false, true]);
});

test('the oldest are let go of, so that what is remembered does not grow without end', () => {
  const isFirst = openDeliveries();
  for (let delivery = 0; delivery <= 2000; delivery += 1) isFirst(String(delivery));
  expect(isFirst('1')).toBe(false);
  expect(isFirst('0')).toBe(true);
});
