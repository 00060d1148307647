import { ExpressReceiver } from '@slack/bolt';
import type { Express } from 'express';

import type { Log } from '../../../log.ts';
import { slackGate } from './gate.ts';
import type { Line } from './line.ts';
import { sdkLog } from './sdk-log.ts';

const endpoint = '/slack/events';

/** Serves commands, events and button presses at `/slack/events` of a server that is somebody else's to listen with. */
export function openHttp(signingSecret: string, { web, log }: { web: Express; log: Log }): Line {
  let isOpen = false;
  web.post(
    endpoint,
    slackGate(() => isOpen),
  );
  return {
    receiver: new ExpressReceiver({ signingSecret, app: web, endpoints: endpoint, logger: sdkLog(log) }),
    start() {
      isOpen = true;
      return Promise.resolve();
    },
    stop() {
      isOpen = false;
      return Promise.resolve();
    },
  };
}
