import express, { type Express } from 'express';
import { expect, test } from 'vitest';
import { openChats } from '../../../src/adapters/chat/index.ts';
import { addHealth } from '../../../src/server/health.ts';
import { openWeb } from '../../../src/server/web.ts';
import { addWebhooks } from '../../../src/server/webhooks.ts';
import { readableLog } from '../../helpers/tools.ts';

/** What a stack or an install path looks like. */
const inner = /\bat .*:\d+:\d+|node_modules|file:\/\/|[\\/]src[\\/]|Error:/;

async function serve(add: (routes: Express) => void) {
  const { log, lines } = readableLog();
  const routes = express();
  const web = await openWeb(routes, { host: '127.0.0.1', port: 0, log });
  // As in the program: what is served grows while it already listens.
  add(routes);
  async function ask(path: string, init: RequestInit = {}) {
    const response = await fetch(new URL(path, web.url), init);
    return { status: response.status, text: await response.text() };
  }
  return { ask, lines, [Symbol.asyncDispose]: () => web[Symbol.asyncDispose]() };
}

test('what fails in a route is logged, and answered by nothing but its status', async () => {
  await using web = await serve((routes) => {
    routes.get('/broken', () => {
      throw new Error('the secret reason');
    });
  });
  expect(await web.ask('broken')).toEqual({ status: 500, text: 'Internal Server Error' });
  expect(web.lines).toMatchObject([{ msg: 'request failed', err: { message: 'the secret reason' } }]);
});

test('an answer that fails halfway ends there', async () => {
  await using web = await serve((routes) => {
    routes.get('/halfway', (_request, response) => {
      response.write('begun');
      throw new Error('the secret reason');
    });
  });
  await expect(web.ask('halfway')).rejects.toThrow(/terminated|closed|fetch failed/);
});

test('a place where nothing is says so', async () => {
  await using web = await serve(() => undefined);
  expect(await web.ask('nowhere')).toMatchObject({ status: 404 });
});

test('no route answers a malformed request with a stack or a path of this machine', async () => {
  const { log } = readableLog();
  const memory = () => ({ get: async () => undefined, set: async () => undefined });
  const settings = {
    slack: { botToken: 'xoxb-1', signingSecret: 'secret' },
    teams: { appId: 'app', appPassword: 'secret', appType: 'MultiTenant' as const },
    playground: {},
  };
  const added = express();
  const chats = await openChats(settings, { web: added, log, memory });
  await using web = await serve((routes) => {
    routes.use(added);
    addWebhooks(routes, { desks: [], refresh: async () => undefined, log });
    addHealth(routes, { jobs: { ready: Promise.resolve(), syncing: new Map() }, log });
  });
  const places = [
    '',
    'playground/',
    'playground/ask/',
    'webhooks/',
    'api/messages/',
    'slack/events/',
    'healthz/',
    'readyz/',
  ];
  const tails = ['%E0%A4%A', '%', '%00', '..%2f..%2fpackage.json', `${'a/'.repeat(500)}%ff`, '?a=%E0%A4%A'];
  for (const path of places.flatMap((place) => tails.map((tail) => place + tail))) {
    for (const init of [{}, { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } }]) {
      expect((await web.ask(path, init)).text, path).not.toMatch(inner);
    }
  }
  for (const chat of chats) await chat[Symbol.asyncDispose]();
});
