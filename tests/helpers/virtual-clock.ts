import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/adapters/helpdesk/kit/clock.ts';

/** A clock whose sleeps take no time: they move it forward. */
export interface VirtualClock extends Clock {
  /** The milliseconds of every sleep, in order. */
  readonly sleeps: readonly number[];
  advance(ms: number): void;
}

export function openVirtualClock(start: string): VirtualClock {
  let time = Date.parse(start);
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => time,
    async sleep(ms, signal) {
      signal.throwIfAborted();
      sleeps.push(ms);
      time += ms;
      await turn();
      signal.throwIfAborted();
    },
    deadline: () => AbortSignal.timeout(30_000),
    advance(ms) {
      time += ms;
    },
  };
}
