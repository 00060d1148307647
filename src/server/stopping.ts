import { once } from 'node:events';
import type { UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { cleanText } from '../text/clean.ts';

/** Seconds that stopping may take, whatever hangs. */
const grace = 20;

/**
 * Open what a program consists of and keep it until SIGINT or SIGTERM, or until it fails; then, or when it cannot be opened,
 * close it in the reverse order. A repeated signal changes nothing.
 * @param open gives what it opens to the stack one by one, and may end early once the signal is aborted. It may tell later
 * that the program cannot go on: that goes to stderr at once, and the exit code is 1
 */
export async function untilStopped(
  open: (
    opened: AsyncDisposableStack,
    program: { readonly signal: AbortSignal; readonly fail: (error: UserError) => void },
  ) => Promise<void>,
  log: Log,
): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => end({ signal: name }));
  await using opened = new AsyncDisposableStack();
  await open(opened, { signal: stop.signal, fail });
  if (!stop.signal.aborted) await once(stop.signal, 'abort');

  function fail(error: UserError): void {
    if (stop.signal.aborted) return;
    process.stderr.write(`${cleanText(error.message)}\n`);
    process.exitCode = 1;
    end({ code: error.code });
  }

  function end(why: { signal: string } | { code: string }): void {
    if (stop.signal.aborted) return;
    log.info(why, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long: what was under way is found again at the next start');
      process.exit(1);
    }, grace * 1000).unref();
    stop.abort();
  }
}
