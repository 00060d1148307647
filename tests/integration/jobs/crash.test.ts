import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openChatServer, type ChatServer } from '../../helpers/chat-server.ts';
import { openRedisServer, redisMissing, type RedisServer } from '../../helpers/redis.ts';
import { at } from '../../helpers/store.ts';
import { until } from '../../helpers/until.ts';

const program = join(import.meta.dirname, '../../fixtures/jobs-program.ts');
const missing = redisMissing();
const start = at('2026-11-16T09:00:10Z');
/** By then what was under way when the program died is looked into. */
const later = start + 60;

/** Steps the program itself reaches, in order. */
const steps = ['digest-built', 'planned', 'sending', 'posted', 'sent'];
/** What the chat does with the attempt during which the program dies. */
const attempts = ['hang', 'take-and-hang'] as const;

let server: ChatServer;
let data: string;

beforeEach(async () => {
  server = await openChatServer();
  data = mkdtempSync(join(tmpdir(), 'deskpulse-crash-'));
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(data, { recursive: true, force: true });
});

function launch(options: { start: number; canFind: boolean; dieAt?: string; redisUrl?: string | undefined }) {
  const settings = JSON.stringify({ data, chatUrl: server.url, ...options });
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, settings], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  return { child, exit };
}

/** Every copy but the first says that it is one, and there are two at the most. */
function expectDelivered(canFind: boolean): void {
  const summaries = server.posts.map(({ card }) => card.summary);
  expect(summaries.length).toBeGreaterThanOrEqual(1);
  expect(summaries.length).toBeLessThanOrEqual(canFind ? 1 : 2);
  const [first, ...copies] = summaries.map((summary) => summary.endsWith('(sent again)'));
  expect(copies).toEqual(copies.map(() => true));
  expect(first && canFind).toBe(false);
}

describe.skipIf(missing).each([
  ['that can look for a message', true],
  ['that cannot look for a message', false],
])('a channel of a platform %s has the digest', (_, canFind) => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await openRedisServer();
  });
  afterAll(async () => await redis[Symbol.asyncDispose]());

  test.each(steps)('when the program is killed at “%s” and the queue is lost with it', async (dieAt) => {
    expect(await launch({ start, canFind, dieAt, redisUrl: redis.url }).exit).toEqual({
      code: null,
      signal: 'SIGKILL',
    });
    await redis.flush();
    expect(await launch({ start: later, canFind, redisUrl: redis.url }).exit).toEqual({ code: 0, signal: null });
    expectDelivered(canFind);
  });

  test.each(attempts)('when the program is killed during an attempt (the chat: %s)', async (behaviour) => {
    server.next.push(behaviour);
    const { child, exit } = launch({ start, canFind, redisUrl: redis.url });
    await until(() => server.attempts === 1);
    child.kill('SIGKILL');
    await exit;
    await redis.flush();
    expect(await launch({ start: later, canFind, redisUrl: redis.url }).exit).toEqual({ code: 0, signal: null });
    expectDelivered(canFind);
  });

  test('when the program is killed again and again, at every step in turn', async () => {
    for (const [index, dieAt] of steps.entries()) {
      await launch({ start: start + index * 60, canFind, dieAt, redisUrl: redis.url }).exit;
      await redis.flush();
    }
    const last = launch({ start: start + steps.length * 60, canFind, redisUrl: redis.url });
    expect(await last.exit).toEqual({ code: 0, signal: null });
    expectDelivered(canFind);
  });

  test('when the program is killed and the queue still has what it was doing', async () => {
    await launch({ start, canFind, dieAt: 'planned', redisUrl: redis.url }).exit;
    await launch({ start: later, canFind, redisUrl: redis.url }).exit;
    expectDelivered(canFind);
  });
});

describe('with the embedded queue, a channel has the digest', () => {
  test.each(['planned', 'posted'])('when the program is killed at “%s”', async (dieAt) => {
    expect(await launch({ start, canFind: true, dieAt }).exit).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await launch({ start: later, canFind: true }).exit).toEqual({ code: 0, signal: null });
    expectDelivered(true);
  });
});
