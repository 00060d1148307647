import type { Clock } from './clock.ts';

/** Resolves when the next request may start; rejects when the signal is aborted first. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/**
 * At most `limit` starts in any stretch of `windowMs`. A rolling window and not a bucket, because a bucket that is full
 * at the start lets nearly twice the limit through in its first window.
 */
export function openPace({ limit, windowMs, clock }: { limit: number; windowMs: number; clock: Clock }): Pace {
  const starts: number[] = [];
  return async (signal) => {
    for (;;) {
      const now = clock.now();
      const oldest = starts[0];
      if (starts.length < limit || oldest === undefined) {
        starts.push(now);
        return;
      }
      if (oldest <= now - windowMs) starts.shift();
      else await clock.sleep(oldest + windowMs - now, signal);
    }
  };
}
