import { once } from 'node:events';
import { createServer } from 'node:http';

import express from 'express';

import { openSlack } from '../../../src/adapters/chat/slack/open.ts';
import type { SlackSettings } from '../../../src/adapters/chat/slack/settings.ts';
import type { Answer } from '../../../src/chat.ts';
import { openLog } from '../../../src/log.ts';
import { openSlackClient } from './client.ts';
import type { LocalSlack } from './server.ts';

/** The adapter on a real server beside a local Slack, started when `answer` is given. */
export async function startSlackBot(
  slack: LocalSlack,
  { answer, settings = {} }: { answer?: Answer; settings?: Partial<SlackSettings> } = {},
) {
  const web = express();
  const { apiUrl, botToken, signingSecret } = slack;
  const chat = openSlack({ botToken, signingSecret, apiUrl, ...settings }, { web, log: openLog('silent') });
  const server = createServer(web).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  if (answer !== undefined) await chat.start(answer);
  return {
    chat,
    url,
    client: openSlackClient(slack, url),
    async [Symbol.asyncDispose](): Promise<void> {
      await chat[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  };
}
