import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text as readAll } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Reply } from '../../../../../src/chat.ts';
import { UpstreamError } from '../../../../../src/errors.ts';
import { openMemory, openPlaygroundServer, saying } from '../../../../helpers/playground.ts';

const support = { platform: 'playground', conversation: 'support' };
const json = { 'content-type': 'application/json' };
const question = JSON.stringify({ text: '/kpi csat last-week' });

/** A request whose Host header may be anything, as a browser's is after DNS rebinding. */
async function send(
  port: number,
  { method = 'GET', path, headers = {}, body }: { method?: string; path: string; headers?: object; body?: string },
) {
  const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...headers } });
  sent.end(body);
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (!response) throw new Error('no response');
  return { status: response.statusCode, headers: response.headers, text: await readAll(response) };
}

async function ask(port: number, headers: object, body = question) {
  return send(port, { method: 'POST', path: '/playground/ask', headers, body });
}

/** Events of a stream until there are so many; then it hangs up. */
async function listen(url: string, { count, headers = {} }: { count: number; headers?: Record<string, string> }) {
  const response = await fetch(`${url}/playground/events`, { headers });
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    const events = [...text.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)];
    if (events.length >= count) return events.map(([, id, data]) => ({ id, message: JSON.parse(data ?? '') }));
  }
  throw new Error(`the stream ended after: ${text}`);
}

test('a question is answered with the message of each platform', async () => {
  await using server = await openPlaygroundServer();
  const response = await ask(server.port, json);
  expect(response.status).toBe(200);
  const answer = JSON.parse(response.text);
  expect(answer).toMatchObject({
    isPublic: false,
    summary: 'csat last-week',
    slack: { payload: { text: 'csat last-week' } },
  });
  expect(answer.slack.html).toContain('csat last-week');
  expect(answer.teams.payload).toMatchObject({ type: 'AdaptiveCard' });
  expect(server.asked).toMatchObject([{ text: 'csat last-week', from: { id: 'owner', isOwner: true } }]);
});

test.each([
  ['a name that was pointed at this machine', { ...json, host: 'evil.example' }],
  ['another port', { ...json, host: 'localhost:1' }],
  ["another site's page", { ...json, origin: 'https://evil.example' }],
  ["another site's page, as the browser says", { ...json, 'sec-fetch-site': 'cross-site' }],
  ['a page without an origin', { ...json, origin: 'null' }],
  ['somebody behind a proxy of this machine', { ...json, 'x-forwarded-for': '203.0.113.7' }],
  ['somebody behind a proxy, by the standard’s header', { ...json, forwarded: 'for=203.0.113.7' }],
])('%s is refused, and nothing is asked', async (_, headers) => {
  await using server = await openPlaygroundServer();
  expect(await ask(server.port, headers)).toMatchObject({ status: 403 });
  expect(server.asked).toEqual([]);
});

test.each(['/', '/playground/main.js', '/playground/events'])('%s is shown to no other Host', async (path) => {
  await using server = await openPlaygroundServer();
  expect(await send(server.port, { path, headers: { host: `evil.example:${server.port}` } })).toMatchObject({
    status: 403,
  });
});

test.each(['/', '/playground/main.js', '/playground/events'])('%s is shown to nobody behind a proxy', async (path) => {
  await using server = await openPlaygroundServer();
  expect(await send(server.port, { path, headers: { 'x-forwarded-host': 'kpi.example' } })).toMatchObject({
    status: 403,
  });
});

test("another site's page cannot listen", async () => {
  await using server = await openPlaygroundServer();
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect(await send(server.port, { path: '/playground/events', headers })).toMatchObject({ status: 403 });
});

test("another site's page is not told that it may send JSON", async () => {
  await using server = await openPlaygroundServer();
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  const preflight = await send(server.port, { method: 'OPTIONS', path: '/playground/ask', headers });
  expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
});

test.each([
  { what: 'a form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'text=csat', status: 415 },
  { what: 'plain text', headers: { 'content-type': 'text/plain' }, body: question, status: 415 },
  { what: 'more than 4 KB', headers: json, body: JSON.stringify({ text: 'x'.repeat(4096) }), status: 413 },
  { what: 'broken JSON', headers: json, body: '{', status: 400 },
  { what: 'JSON that is no question', headers: json, body: '{"text":1}', status: 400 },
])('$what is refused with $status and the reason', async ({ headers, body, status }) => {
  await using server = await openPlaygroundServer();
  const response = await ask(server.port, headers, body);
  expect(response.status).toBe(status);
  expect(JSON.parse(response.text)).toEqual({ error: expect.stringMatching(/./) });
  expect(server.asked).toEqual([]);
});

test.each(['/', '/playground/main.js'])('%s may load nothing from outside and stand in no frame', async (path) => {
  await using server = await openPlaygroundServer();
  const { headers } = await send(server.port, { path });
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'; style-src 'self';"),
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
  });
});

test('an answer that fails is said to have failed, its reason only in the log', async () => {
  await using server = await openPlaygroundServer({
    answer: async () => {
      throw new Error('the secret reason');
    },
  });
  const response = await ask(server.port, json);
  expect(response.status).toBe(500);
  expect(response.text).not.toContain('secret');
  expect(server.logged.join('')).toContain('the secret reason');
});

test('a message is kept once for each key and conversation', async () => {
  await using server = await openPlaygroundServer();
  const { chat } = server;
  const ids = await Promise.all([
    chat.send(support, saying('digest'), 'digest-1'),
    chat.send(support, saying('digest'), 'digest-1'),
    chat.send({ ...support, conversation: 'billing' }, saying('digest'), 'digest-1'),
    chat.send(support, saying('later'), 'digest-2'),
  ]);
  expect(ids[0]).toBe(ids[1]);
  expect(new Set(ids)).toHaveLength(3);
  const events = await listen(server.url, { count: 3 });
  expect(events.map(({ message }) => [message.conversation, message.summary])).toEqual([
    ['support', 'digest'],
    ['billing', 'digest'],
    ['support', 'later'],
  ]);
});

test('a page that comes back hears what it missed, and nothing twice', async () => {
  await using server = await openPlaygroundServer();
  await server.chat.send(support, saying('one'), '1');
  const [seen] = await listen(server.url, { count: 1 });
  await server.chat.send(support, saying('two'), '2');
  const [missed] = await listen(server.url, { count: 1, headers: { 'last-event-id': seen?.id ?? '' } });
  expect(missed?.message.summary).toBe('two');
});

test('messages survive a restart, and are still sent only once', async () => {
  const memory = openMemory();
  let id: string;
  {
    await using before = await openPlaygroundServer({ memory });
    id = await before.chat.send(support, saying('digest'), 'digest-1');
  }
  await using after = await openPlaygroundServer({ memory });
  expect(await after.chat.send(support, saying('digest'), 'digest-1')).toBe(id);
  const [kept] = await listen(after.url, { count: 1 });
  expect(kept).toMatchObject({ id, message: { summary: 'digest' } });
});

test('a message that could not be kept was not sent, and the next one is', async () => {
  const kept = openMemory();
  let isBroken = true;
  await using server = await openPlaygroundServer({
    memory: {
      get: kept.get,
      async set(key, value) {
        if (isBroken) throw new Error('the disk is full');
        await kept.set(key, value);
      },
    },
  });
  await expect(server.chat.send(support, saying('digest'), 'digest-1')).rejects.toThrow('the disk is full');
  expect(await server.chat.find?.(support, 'digest-1', 0)).toBeUndefined();
  isBroken = false;
  const id = await server.chat.send(support, saying('digest'), 'digest-1');
  expect(await server.chat.find?.(support, 'digest-1', 0)).toBe(id);
});

test('what another version kept and this one cannot read is left aside, and the log says so', async () => {
  const memory = openMemory();
  await memory.set('playground:messages', [{ from: 'another version' }]);
  await using server = await openPlaygroundServer({ memory });
  expect(server.logged.join('')).toContain('cannot be read');
  await server.chat.send(support, saying('digest'), 'digest-1');
  expect(await listen(server.url, { count: 1 })).toHaveLength(1);
});

test('a message is found by its key, in its conversation and not before its time', async () => {
  await using server = await openPlaygroundServer();
  const id = await server.chat.send(support, saying('digest'), 'digest-1');
  expect(await server.chat.find?.(support, 'digest-1', 0)).toBe(id);
  expect(await server.chat.find?.(support, 'digest-2', 0)).toBeUndefined();
  expect(await server.chat.find?.({ ...support, conversation: 'billing' }, 'digest-1', 0)).toBeUndefined();
  expect(await server.chat.find?.(support, 'digest-1', Date.now() / 1000 + 60)).toBeUndefined();
});

test('only the latest 200 messages are kept, and looking further back is refused', async () => {
  await using server = await openPlaygroundServer();
  for (let number = 1; number <= 201; number += 1)
    await server.chat.send(support, saying(`no. ${number}`), `${number}`);
  const events = await listen(server.url, { count: 200 });
  expect(events.at(0)?.message.summary).toBe('no. 2');
  await expect(server.chat.find?.(support, '1', 0)).rejects.toBeInstanceOf(UpstreamError);
});

test('an agent is located by e-mail, in a conversation of their own', async () => {
  await using server = await openPlaygroundServer();
  expect(await server.chat.locate('ana@example.com')).toEqual({
    platform: 'playground',
    conversation: 'dm:ana@example.com',
  });
});

test('stopping waits for answers under way, hangs up on listeners and refuses what comes later', async () => {
  const answer = Promise.withResolvers<Reply>();
  await using server = await openPlaygroundServer({ answer: () => answer.promise });
  const asking = ask(server.port, json);
  const listening = send(server.port, { path: '/playground/events' });
  await expect.poll(() => server.asked.length).toBe(1);

  let isStopped = false;
  const stopping = server.chat[Symbol.asyncDispose]().then(() => (isStopped = true));
  expect(await ask(server.port, json)).toMatchObject({ status: 503 });
  expect(isStopped).toBe(false);
  await expect(server.chat.send(support, saying('late'), 'late')).rejects.toMatchObject({ reason: 'unreachable' });
  answer.resolve({ card: saying('the last answer'), isPublic: false });
  await stopping;
  expect(JSON.parse((await asking).text)).toMatchObject({ summary: 'the last answer' });
  await listening;
});
