import { once } from 'node:events';
import type { Log } from '../log.ts';

/** Seconds that stopping may take, whatever hangs. */
const grace = 20;

/**
 * Open what a program consists of and keep it until SIGINT or SIGTERM; then, or when it cannot be opened, close it in the
 * reverse order. A repeated signal changes nothing.
 * @param open gives what it opens to the stack one by one, and may end early once the signal is aborted
 */
export async function untilStopped(
  open: (opened: AsyncDisposableStack, signal: AbortSignal) => Promise<void>,
  log: Log,
): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => onSignal(name));
  await using opened = new AsyncDisposableStack();
  await open(opened, stop.signal);
  if (!stop.signal.aborted) await once(stop.signal, 'abort');

  function onSignal(name: string): void {
    if (stop.signal.aborted) return;
    log.info({ signal: name }, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long: what was under way is found again at the next start');
      process.exit(1);
    }, grace * 1000).unref();
    stop.abort();
  }
}
