import type { Clock } from './clock.ts';

/**
 * Resolves when the next request may start, to what is to be called once it is answered; rejects when the signal is aborted
 * first.
 */
export type Pace = (signal: AbortSignal) => Promise<() => void>;

/**
 * At most `limit` requests in any stretch of `windowMs`. A rolling window and not a bucket, because a bucket that is full
 * at the start lets nearly twice the limit through in its first window. The service counts a request when it arrives, which is
 * some time between its start and its answer: it is counted here until a window after the answer.
 */
export function openPace({ limit, windowMs, clock }: { limit: number; windowMs: number; clock: Clock }): Pace {
  const requests: { at: number }[] = [];
  return async (signal) => {
    for (;;) {
      const now = clock.now();
      const oldest = requests[0];
      if (requests.length < limit || oldest === undefined) {
        const request = { at: now };
        requests.push(request);
        return () => {
          request.at = clock.now();
          requests.sort((a, b) => a.at - b.at);
        };
      }
      if (oldest.at <= now - windowMs) requests.shift();
      else await clock.sleep(oldest.at + windowMs - now, signal);
    }
  };
}
