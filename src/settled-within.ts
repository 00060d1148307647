import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a promise is fulfilled or rejected within some seconds. Its rejection is the caller's to see to, or nobody's. */
export async function settledWithin(seconds: number, work: Promise<unknown>): Promise<boolean> {
  const stop = new AbortController();
  const late = sleep(seconds * 1000, false, { signal: stop.signal });
  // Aborting it, once it is not needed, rejects it.
  late.catch(() => undefined);
  const ended = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([ended, late]);
  } finally {
    stop.abort();
  }
}
