import { existsSync } from 'node:fs';
import { cp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acme, openAcme } from '../helpers/acme.ts';
import { openHome, type Home } from '../helpers/home.ts';
import { projectFolder, runProgram, startProgram, type Program } from '../helpers/program.ts';
import { openRedisServer, redisMissing } from '../helpers/redis.ts';
import { until } from '../helpers/until.ts';

const question = ['kpi', 'csat last-week', '--json', '--now', acme.now];
const missing = redisMissing();
const timezone = acme.timezone;
let template: Home;
let home: Home;

beforeAll(async () => {
  template = await openAcme();
});
afterAll(async () => await template[Symbol.asyncDispose]());
beforeEach(async () => {
  home = await template.copy({ timezone });
});
afterEach(async () => await home[Symbol.asyncDispose]());

async function isReady({ url }: Program): Promise<boolean> {
  return (await fetch(`${url}/readyz`)).status === 200;
}

async function csat(): Promise<unknown> {
  const { code, stdout, stderr } = await home.terminal(question);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout).value;
}

describe('stopping', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s ends with code 0 and leaves the data and no socket',
    async (signal) => {
      await using program = await home.start();
      await until(() => isReady(program));
      expect(await program.stop(signal)).toBe(0);
      expect(await readdir(home.data)).not.toContain('deskpulse.sock');
      expect(await csat()).toBeCloseTo(87.1951219512, 10);
    },
  );

  test('is not changed by a repeated signal', async () => {
    await using program = await home.start({ LOG_LEVEL: 'info' });
    await until(() => isReady(program));
    process.kill(program.pid, 'SIGTERM');
    await program.waitFor(/"msg":"stopping"/);
    process.kill(program.pid, 'SIGTERM');
    expect(await program.exited).toEqual({ code: 0, signal: null });
    expect(program.stderr.match(/"msg":"stopping"/g)).toHaveLength(1);
  });

  test('works from the first moment, while the queue is still being opened', async () => {
    await using program = await home.start();
    expect(await program.stop()).toBe(0);
  });

  test('works while the sample is still being made, and the next start goes on with it', async () => {
    await using empty = await openHome({ isFresh: true });
    await using program = await empty.start();
    expect(await program.stop()).toBe(0);
    await using next = await empty.start();
    await next.waitFor(/^CSAT \d+\.\d % last week/m);
  });

  test('reaches the program through npm start', async () => {
    await using program = await startProgram({
      command: ['npm', 'start'],
      cwd: projectFolder,
      env: { DESKPULSE_DATA: home.data, DESKPULSE_CONFIG: join(home.path, 'deskpulse.yaml') },
    });
    await until(() => isReady(program));
    expect(await program.stop()).toBe(0);
    expect(await readdir(home.data)).not.toContain('deskpulse.sock');
  });
});

test('after kill -9 the next start takes over what was left behind', async () => {
  await using program = await home.start();
  await until(() => isReady(program));
  await program.kill9();
  expect(await readdir(home.data)).toContain('deskpulse.sock');
  expect(await csat()).toBeCloseTo(87.1951219512, 10);
  await using next = await home.start();
  await until(() => isReady(next));
  expect(await csat()).toBeCloseTo(87.1951219512, 10);
});

describe('a data folder that is in use', () => {
  test('refuses a second bot and leaves the first one alone', async () => {
    await using program = await home.start();
    const { code, stdout, stderr } = await runProgram({ cwd: home.path });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`is in use by another Deskpulse (process ${program.pid}). Stop that one first, or`);
    expect(stderr).not.toContain('    at ');
    expect(await csat()).toBeCloseTo(87.1951219512, 10);
  });

  test('refuses the terminal when it cannot ask the bot', async () => {
    await using program = await home.start();
    await until(() => existsSync(join(home.data, 'deskpulse.sock')));
    await rm(join(home.data, 'deskpulse.sock'));
    const { code, stdout, stderr } = await home.terminal(['kpi', 'csat']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`is in use by another Deskpulse (process ${program.pid})`);
  });
});

test('a data folder whose path is too long for a socket serves all but the terminal, and says so', async () => {
  const data = join(home.path, 'd'.repeat(100));
  await cp(home.data, data, { recursive: true });
  await using program = await home.start({ DESKPULSE_DATA: data });
  await program.waitFor(/the data folder’s path is too long for a socket/);
  await program.waitFor(/^CSAT\b/m);
  const { code, stderr } = await home.terminal(['kpi', 'csat'], { DESKPULSE_DATA: data });
  expect(code).toBe(1);
  expect(stderr).toContain(`is in use by another Deskpulse (process ${program.pid})`);
});

test('a port in use is said to be', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, stdout, stderr } = await runProgram({ cwd: home.path, env: { PORT: String(port) } });
  other.close();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    `Deskpulse cannot listen on 127.0.0.1:${port}: the port is in use: stop what uses it, or set PORT to another.\n`,
  );
});

describe('REDIS_URL', () => {
  test.skipIf(missing)('puts the queue into Redis', async () => {
    await using redis = await openRedisServer();
    await using fresh = await openHome({ isFresh: true });
    await using program = await fresh.start({ REDIS_URL: redis.url });
    await until(() => isReady(program));
    const client = new Redis(redis.url);
    expect(await client.keys('deskpulse:*')).not.toEqual([]);
    client.disconnect();
    expect(await readdir(fresh.data)).not.toContain('queue');
    expect(await program.stop()).toBe(0);
  });

  test('of a Redis that is not there ends the start, without its password', async () => {
    const env = { REDIS_URL: 'redis://:hush@127.0.0.1:1' };
    const { code, stdout, stderr } = await runProgram({ cwd: home.path, env });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Redis at 127.0.0.1:1 does not answer');
    expect(stderr).toContain('Start it or correct REDIS_URL; without REDIS_URL the queue is embedded.');
    expect(stderr).not.toContain('hush');
  });

  test('that is no address of a Redis is refused, without its password', async () => {
    const env = { REDIS_URL: 'http://:hush@127.0.0.1:6379' };
    const { code, stderr } = await runProgram({ cwd: home.path, env });
    expect(code).toBe(1);
    expect(stderr).toContain('REDIS_URL: expected redis:// or rediss://');
    expect(stderr).not.toContain('hush');
  });
});
