import { setTimeout as wait } from 'node:timers/promises';

import { SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';

import type { Log } from '../../../log.ts';
import type { Line } from './line.ts';
import { sdkLog } from './sdk-log.ts';

/** Milliseconds after which starting goes on without a connection; it is made as soon as Slack can be reached. */
const patience = 10_000;
const longestPause = 30_000;

/**
 * Socket Mode: a connection that is made again whenever it ends. The receiver's own reconnecting stays off, as it ends
 * the process when the token is revoked and cannot be stopped while it waits.
 */
export function openSocket(
  appToken: string,
  { clientOptions, log }: { clientOptions: WebClientOptions; log: Log },
): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
    logger: sdkLog(log),
  });
  const closing = new AbortController();
  const { signal } = closing;
  let working = Promise.resolve();

  async function keepConnected(onConnected: () => void): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      const ended = Promise.withResolvers<void>();
      receiver.client.once('disconnected', () => ended.resolve());
      try {
        await receiver.start();
        failures = 0;
        onConnected();
        await ended.promise;
      } catch (err) {
        failures += 1;
        log.error({ err, failures }, 'slack socket not connected');
        await pause(Math.min(longestPause, 500 * 2 ** failures), signal);
      }
    }
  }

  return {
    receiver,
    async start() {
      const connected = Promise.withResolvers<void>();
      working = keepConnected(connected.resolve);
      await Promise.race([connected.promise, pause(patience, signal)]);
    },
    async stop() {
      closing.abort();
      await receiver.stop();
      await working;
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
