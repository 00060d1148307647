import { expect, test } from 'vitest';
import { openPace } from '../../../../src/jobs/messages/pace.ts';

test('a conversation gets one message a second, whatever the others get', () => {
  let now = 100;
  const pace = openPace(() => now);
  expect(pace.take('a')).toBe(0);
  expect(pace.take('b')).toBe(0);
  now = 100.25;
  expect(pace.take('a')).toBe(0.75);
  now = 101;
  expect(pace.take('a')).toBe(0);
  expect(pace.take('a')).toBe(1);
});
