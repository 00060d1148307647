import { setTimeout as wait } from 'node:timers/promises';

/** Time as the connectors see it: tests bring their own, so that pacing and back-off cost them nothing. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after so many milliseconds, and rejects as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A signal that is aborted after so many milliseconds. */
  deadline(ms: number): AbortSignal;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
  deadline: (ms) => AbortSignal.timeout(ms),
};

/** Whole epoch seconds, as facts have them. */
export function secondsNow(clock: Pick<Clock, 'now'>): number {
  return Math.floor(clock.now() / 1000);
}
