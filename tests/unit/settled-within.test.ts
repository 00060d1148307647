import { expect, test } from 'vitest';
import { settledWithin } from '../../src/settled-within.ts';

test.each([
  ['fulfilled', () => Promise.resolve(), true],
  ['rejected', () => Promise.reject(new Error('no')), true],
  ['neither', () => new Promise(() => undefined), false],
])('whether a promise that is %s has settled is told', async (_, work, isSettled) => {
  expect(await settledWithin(0.05, work())).toBe(isSettled);
});
