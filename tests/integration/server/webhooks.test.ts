import express from 'express';
import { expect, test } from 'vitest';
import type { Helpdesk, WebhookEvent, WebhookRequest } from '../../../src/helpdesk.ts';
import { openWeb } from '../../../src/server/web.ts';
import { addWebhooks } from '../../../src/server/webhooks.ts';
import { readableLog } from '../../helpers/tools.ts';
import { until } from '../../helpers/until.ts';

function desk(name: string, readWebhook?: (call: WebhookRequest) => WebhookEvent | undefined): Helpdesk {
  return { name, kind: 'test', async *pull() {}, check: async () => [], ...(readWebhook && { readWebhook }) };
}

/** Genuine is what carries the secret; its body names the tickets. */
function readWebhook({ headers, query, body }: WebhookRequest): WebhookEvent | undefined {
  if (headers['x-secret'] !== 'abc') return undefined;
  return { tickets: [...body.toString().split(','), ...query.getAll('ticket')] };
}

async function start({ isBroken = false } = {}) {
  const refreshed: [string, readonly string[]][] = [];
  const { log, lines } = readableLog();
  const routes = express();
  addWebhooks(routes, {
    desks: [desk('acme', readWebhook), desk('deaf')],
    async refresh(name, tickets) {
      if (isBroken) throw new Error('the queue is away');
      refreshed.push([name, tickets]);
    },
    log,
  });
  const web = await openWeb(routes, { host: '127.0.0.1', port: 0, log });
  async function send(path: string, init: RequestInit = {}): Promise<number> {
    const response = await fetch(`${web.url}webhooks/${path}`, { method: 'POST', ...init });
    return response.status;
  }
  return { refreshed, lines, send, [Symbol.asyncDispose]: () => web[Symbol.asyncDispose]() };
}

const genuine = { 'x-secret': 'abc' };

test('a genuine webhook has the tickets it names read again, each once', async () => {
  await using bot = await start();
  expect(await bot.send('acme?ticket=9', { headers: genuine, body: '1,2,1' })).toBe(200);
  expect(bot.refreshed).toEqual([['acme', ['1', '2', '9']]]);
});

test('what is not genuine is refused and read by nobody', async () => {
  await using bot = await start();
  expect(await bot.send('acme', { body: '1' })).toBe(401);
  expect(bot.refreshed).toEqual([]);
  expect(bot.lines).toMatchObject([{ msg: 'webhook refused', desk: 'acme' }]);
});

test.each(['deaf', 'nobody', '%E0%A4%A', '__proto__'])('there is no webhook at /webhooks/%s', async (path) => {
  await using bot = await start();
  expect(await bot.send(path, { headers: genuine, body: '1' })).toBeGreaterThanOrEqual(400);
  expect(bot.refreshed).toEqual([]);
});

test('an address is there to look at, whoever looks', async () => {
  await using bot = await start();
  expect(await bot.send('acme', { method: 'HEAD' })).toBe(200);
  expect(await bot.send('deaf', { method: 'HEAD' })).toBe(404);
  expect(await bot.send('acme', { method: 'GET' })).toBe(404);
});

test('more than a megabyte is not read', async () => {
  await using bot = await start();
  expect(await bot.send('acme', { headers: genuine, body: '1'.repeat(1_100_000) })).toBe(413);
  expect(bot.refreshed).toEqual([]);
});

test('of very many tickets a hundred are read, and the sync brings the others', async () => {
  await using bot = await start();
  await bot.send('acme', { headers: genuine, body: Array.from({ length: 500 }, (_, index) => index).join(',') });
  expect(bot.refreshed[0]?.[1]).toHaveLength(100);
});

test('a webhook is acknowledged while the queue is away, and the log says so', async () => {
  await using bot = await start({ isBroken: true });
  expect(await bot.send('acme', { headers: genuine, body: '1' })).toBe(200);
  await until(() => bot.lines.length > 0);
  expect(bot.lines).toMatchObject([{ desk: 'acme', msg: expect.stringContaining('the next sync brings') as string }]);
});
