import { setTimeout as wait } from 'node:timers/promises';

import { UpstreamError } from '../../../errors.ts';

/** Slack takes about one message a second in a channel. */
const interval = 1_000;
/** Longest wait for a turn: beyond it the caller had better come back later than hold its place. */
const longestWait = 10_000;

/** Milliseconds, on a clock that is never set. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

/**
 * Turns to post in a channel, one a second, in the order they are asked for.
 * @throws UpstreamError `rate-limited` when the turn would come more than 10 s from now
 */
export function openPace(clock: Clock = { now: () => performance.now(), wait }): (channel: string) => Promise<void> {
  const free = new Map<string, number>();
  return async (channel) => {
    const now = clock.now();
    for (const [other, at] of free) if (at <= now) free.delete(other);
    const turn = free.get(channel) ?? now;
    if (turn - now > longestWait) {
      throw new UpstreamError('Slack', 'too many messages wait for this channel', {
        reason: 'rate-limited',
        retryAfter: Math.ceil((turn - now) / 1_000),
      });
    }
    free.set(channel, turn + interval);
    if (turn > now) await clock.wait(turn - now);
  };
}
