import { setTimeout as wait } from 'node:timers/promises';

import { SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';

import type { Log } from '../../../log.ts';
import { settledWithin } from '../../../settled-within.ts';
import { sdkLog } from './sdk-log.ts';
import type { Transport } from './transport.ts';

/**
 * Milliseconds the start waits for the first attempt, and the stop for the last: without a connection the start goes on,
 * and so do the attempts.
 */
const patience = 5_000;
const longestPause = 30_000;

/**
 * Socket Mode: a connection that is made again whenever it ends. The receiver's own reconnecting stays off, as it ends
 * the process when the token is revoked and cannot be stopped while it waits.
 */
export function openSocket(
  appToken: string,
  { clientOptions, log }: { clientOptions: WebClientOptions; log: Log },
): Transport {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
    logger: sdkLog(log),
  });
  const closing = new AbortController();
  const { signal } = closing;
  let working = Promise.resolve();
  let ended = Promise.withResolvers<void>();
  receiver.client.on('disconnected', () => ended.resolve());

  async function keepConnected(onAttempt: () => void): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      ended = Promise.withResolvers<void>();
      try {
        await receiver.start();
        failures = 0;
        onAttempt();
        // A stop that came while this was connecting had nothing to close yet.
        if (signal.aborted) await receiver.stop();
        await ended.promise;
      } catch (err) {
        failures += 1;
        log.error({ err, failures }, 'slack socket not connected');
        onAttempt();
        await pause(Math.min(longestPause, 500 * 2 ** failures), signal);
      }
    }
  }

  return {
    receiver,
    async start() {
      const attempted = Promise.withResolvers<void>();
      working = keepConnected(attempted.resolve);
      await Promise.race([attempted.promise, pause(patience, signal)]);
    },
    async stop() {
      closing.abort();
      await receiver.stop();
      await settledWithin(patience / 1000, working);
    },
  };
}

/** Waits, or less when the signal comes. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
