import { UpstreamError, type UpstreamReason } from '../../../errors.ts';
import type { Clock } from './clock.ts';

/**
 * What passes, and the first wait for it. A service that was asked too often and names no wait may count by the minute: even
 * halved by jitter, the waits together outlast that.
 */
const firstWaitsMs: Partial<Record<UpstreamReason, number>> = {
  'rate-limited': 10_000,
  unavailable: 1000,
  unreachable: 1000,
};
const longestBackoffMs = 60_000;
/** A service that wants more than this is left alone until the next sync. */
const longestRetryAfterSeconds = 300;

/**
 * Try again what failed in passing, waiting as long as the service asked, else twice as long each time, with jitter. For
 * requests that change nothing there.
 * @throws the last attempt's error
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: {
    tries: number;
    clock: Clock;
    signal: AbortSignal;
    onRetry: (error: UpstreamError, waitMs: number) => void;
  },
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof UpstreamError) || tried >= options.tries) throw error;
      const waitMs = waitAfter(error, tried);
      if (waitMs === undefined) throw error;
      options.onRetry(error, waitMs);
      await options.clock.sleep(waitMs, options.signal);
    }
  }
}

function waitAfter(error: UpstreamError, tried: number): number | undefined {
  const firstMs = firstWaitsMs[error.reason];
  if (firstMs === undefined) return undefined;
  if (error.retryAfter === undefined) return backoff(firstMs * 2 ** (tried - 1));
  return error.retryAfter <= longestRetryAfterSeconds ? error.retryAfter * 1000 : undefined;
}

/** Between half and the whole of it, so that several clients do not come back together. */
function backoff(ms: number): number {
  const whole = Math.min(longestBackoffMs, ms);
  return whole / 2 + (Math.random() * whole) / 2;
}
