import { expect, test } from 'vitest';

import { openPace } from '../../../../../src/adapters/chat/slack/pace.ts';

/** A clock that stands still but for those who wait, and tells how long each of them waits. */
function standingClock() {
  const waits: number[] = [];
  let now = 0;
  return {
    waits,
    now: () => now,
    wait: (milliseconds: number) => Promise.resolve(waits.push(milliseconds)),
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test('messages in one channel take turns a second apart; another channel has its own', async () => {
  const clock = standingClock();
  const turnIn = openPace(clock);

  await Promise.all(['C1', 'C1', 'C2', 'C1'].map(turnIn));

  expect(clock.waits).toEqual([1_000, 2_000]);
});

test('a channel that was silent for a second is free at once', async () => {
  const clock = standingClock();
  const turnIn = openPace(clock);
  await turnIn('C1');
  clock.advance(400);
  await turnIn('C1');
  clock.advance(1_600);
  await turnIn('C1');

  expect(clock.waits).toEqual([600]);
});

test('who would wait more than ten seconds is sent away with the time to come back, and takes no turn', async () => {
  const turnIn = openPace(standingClock());
  await Promise.all(Array.from({ length: 11 }, () => turnIn('C1')));

  for (const attempt of [turnIn('C1'), turnIn('C1')]) {
    await expect(attempt).rejects.toMatchObject({ reason: 'rate-limited', retryAfter: 11 });
  }
});
