import { ExpressReceiver } from '@slack/bolt';
import type { Express, RequestHandler } from 'express';

import type { Log } from '../../../log.ts';
import { sdkLog } from './sdk-log.ts';
import type { Transport } from './transport.ts';

const endpoint = '/slack/events';
/** Seconds a request's clock may be ahead of ours; Bolt itself refuses only what is too old. */
const farthestAhead = 300;
const form = 'application/x-www-form-urlencoded';

/** Serves commands, events and button presses at `/slack/events` of a server that is somebody else's to listen with. */
export function openHttp(signingSecret: string, { web, log }: { web: Express; log: Log }): Transport {
  let isOpen = false;
  web.post(
    endpoint,
    refuseUntimely(() => isOpen),
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

/** Stands before Bolt's receiver: refuses what comes before the start, after the stop, or from the future. */
function refuseUntimely(isOpen: () => boolean): RequestHandler {
  return (request, response, next) => {
    if (!isOpen()) {
      response.status(503).send();
      return;
    }
    if (Number(request.headers['x-slack-request-timestamp']) > Date.now() / 1_000 + farthestAhead) {
      response.status(401).send();
      return;
    }
    // Bolt compares the whole header, and would take a form that names its charset for JSON.
    if (request.headers['content-type']?.startsWith(form) === true) request.headers['content-type'] = form;
    next();
  };
}
