import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openChatServer } from '../../helpers/chat-server.ts';
import { endChildWithTest } from '../../helpers/child.ts';
import { openRedisServer, redisMissing, type RedisServer } from '../../helpers/redis.ts';
import { at } from '../../helpers/store.ts';
import { until } from '../../helpers/until.ts';

const program = join(import.meta.dirname, '../../fixtures/jobs-program.ts');
/** What one program compiled, the next need not. */
const compiled = join(import.meta.dirname, '../../../node_modules/.cache/compiled');
const missing = redisMissing();
const start = at('2026-11-16T09:00:10Z');
/** By then what was under way when the program died is looked into. */
const later = start + 60;

/** Steps the program itself reaches, in order. */
const steps = ['digest-built', 'planned', 'sending', 'posted', 'sent'];
/** What the chat does with the attempt during which the program dies. */
const attempts = ['hang', 'take-and-hang'] as const;

/** A program to be killed, in a folder of its own and with a chat of its own. */
async function openCase({ redis }: { redis?: RedisServer } = {}) {
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await openChatServer());
  const data = opened.adopt(mkdtempSync(join(tmpdir(), 'deskpulse-crash-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const all = opened.move();
  return {
    server,
    launch(options: { start: number; canFind: boolean; dieAt?: string }) {
      const settings = JSON.stringify({ data, chatUrl: server.url, redisUrl: redis?.url, ...options });
      const child = endChildWithTest(
        spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, settings], {
          stdio: ['ignore', 'ignore', 'inherit'],
          detached: true,
          env: { ...process.env, NODE_COMPILE_CACHE: compiled },
        }),
      );
      const exit = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
      return { child, exit };
    },
    /** Every copy but the first says that it is one, and there are two at the most. */
    expectDelivered(canFind: boolean): void {
      const summaries = server.posts.map(({ card }) => card.summary);
      expect(summaries.length).toBeGreaterThanOrEqual(1);
      expect(summaries.length).toBeLessThanOrEqual(canFind ? 1 : 2);
      const [first, ...copies] = summaries.map((summary) => summary.endsWith('(sent again)'));
      expect(copies).toEqual(copies.map(() => true));
      expect(first && canFind).toBe(false);
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

const killed = { code: null, signal: 'SIGKILL' };
const finished = { code: 0, signal: null };

describe.skipIf(missing).concurrent.each([
  ['that can look for a message', true],
  ['that cannot look for a message', false],
])('a channel of a platform %s has the digest', (_, canFind) => {
  test.each(steps)('when the program is killed at “%s” and the queue is lost with it', async (dieAt) => {
    await using redis = await openRedisServer();
    await using place = await openCase({ redis });
    expect(await place.launch({ start, canFind, dieAt }).exit).toEqual(killed);
    await redis.flush();
    expect(await place.launch({ start: later, canFind }).exit).toEqual(finished);
    place.expectDelivered(canFind);
  });

  test.each(attempts)('when the program is killed during an attempt (the chat: %s)', async (behaviour) => {
    await using redis = await openRedisServer();
    await using place = await openCase({ redis });
    place.server.next.push(behaviour);
    const { child, exit } = place.launch({ start, canFind });
    await until(() => place.server.attempts === 1);
    child.kill('SIGKILL');
    await exit;
    await redis.flush();
    expect(await place.launch({ start: later, canFind }).exit).toEqual(finished);
    place.expectDelivered(canFind);
  });

  test('when the program is killed again and again, at every step in turn', { timeout: 200_000 }, async () => {
    await using redis = await openRedisServer();
    await using place = await openCase({ redis });
    for (const [index, dieAt] of steps.entries()) {
      await place.launch({ start: start + index * 60, canFind, dieAt }).exit;
      await redis.flush();
    }
    expect(await place.launch({ start: start + steps.length * 60, canFind }).exit).toEqual(finished);
    place.expectDelivered(canFind);
  });

  test('when the program is killed and the queue still has what it was doing', async () => {
    await using redis = await openRedisServer();
    await using place = await openCase({ redis });
    await place.launch({ start, canFind, dieAt: 'planned' }).exit;
    await place.launch({ start: later, canFind }).exit;
    place.expectDelivered(canFind);
  });
});

describe.concurrent('with the embedded queue, a channel has the digest', () => {
  test.each(['planned', 'posted'])('when the program is killed at “%s”', { timeout: 300_000 }, async (dieAt) => {
    await using place = await openCase();
    expect(await place.launch({ start, canFind: true, dieAt }).exit).toEqual(killed);
    expect(await place.launch({ start: later, canFind: true }).exit).toEqual(finished);
    place.expectDelivered(true);
  });
});
