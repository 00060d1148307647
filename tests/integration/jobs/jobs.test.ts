import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Helpdesk } from '../../../src/helpdesk.ts';
import { openJobs, type Jobs, type JobsOptions } from '../../../src/jobs/index.ts';
import { openQueue } from '../../../src/jobs/queue/index.ts';
import { digestSettings, nudgeSettings } from '../../../src/jobs/settings.ts';
import { listDesks } from '../../../src/store/facts/desks.ts';
import { listMessages } from '../../../src/store/outbox/messages.ts';
import { openChatServer, type ChatServer } from '../../helpers/chat-server.ts';
import { httpChat } from '../../helpers/http-chat.ts';
import { openRedisServer, redisMissing, type RedisServer } from '../../helpers/redis.ts';
import { at, complete, fill, startStore } from '../../helpers/store.ts';
import { readableLog } from '../../helpers/tools.ts';
import { until } from '../../helpers/until.ts';

const missing = redisMissing();
const now = at('2026-11-16T09:00:10+02:00');

let data: string;
let server: ChatServer;
let store: Awaited<ReturnType<typeof startStore>>;
let time: number;

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'deskpulse-jobs-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

beforeEach(async () => {
  time = now;
  server = await openChatServer();
  store = await startStore();
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** Jobs with a digest that is due in two channels, started. */
async function start(redisUrl: string | undefined, change: Partial<JobsOptions> = {}): Promise<Jobs> {
  const { log } = readableLog();
  const jobs = openJobs({
    store,
    queue: await openQueue({ redisUrl, data, log }),
    chats: [httpChat({ platform: 'test', url: server.url, canFind: true })],
    desks: [],
    digests: [digestSettings.parse({ name: 'daily', at: '09:00', channels: ['test:C1', 'test:C2'], since: 0 })],
    nudges: nudgeSettings.parse({}),
    levels: { schedules: [], slas: [] },
    sections: [],
    timezone: 'Europe/Athens',
    weekStart: 'monday',
    now: () => time,
    log,
    ...change,
  });
  jobs.start();
  return jobs;
}

function conversations(): string[] {
  return server.posts.map(({ conversation }) => conversation).toSorted();
}

function desk(name: string, pull: Helpdesk['pull']): JobsOptions['desks'][number] {
  return { everySeconds: 1, helpdesk: { name, kind: 'test', pull, check: () => Promise.resolve([]) } };
}

function doTheirWork(redisUrl: () => string | undefined): void {
  test('a digest that came due while the program was off is posted at its start, once', async () => {
    const first = await start(redisUrl());
    await until(() => server.posts.length === 2);
    await first[Symbol.asyncDispose]();
    await using jobs = await start(redisUrl());
    await jobs.ready;
    await jobs.checkNow();
    time += 86_400;
    await until(async () => {
      await jobs.checkNow();
      return server.posts.length >= 4;
    });
    expect(conversations()).toEqual(['C1', 'C1', 'C2', 'C2']);
  });

  test('an agent hears of a ticket that is about to breach', async () => {
    server.people.set('ana@acme.example', 'D-ana');
    await fill(store, {
      agents: [{ id: 'a1', email: 'ana@acme.example' }],
      tickets: [{ id: '1', status: 'open', agent: 'a1', created_at: now - 60 }],
      sla_clocks: [{ ticket: '1', kind: 'first_reply', started_at: now - 60, target_at: now + 600 }],
    });
    await using _jobs = await start(redisUrl(), { digests: [] });
    await until(() => server.posts.length === 1);
    expect(conversations()).toEqual(['D-ana']);
  });

  test('an imported desk’s SLA clocks are worked out at the start, and its agents hear of them', async () => {
    server.people.set('ana@acme.example', 'D-ana');
    await fill(store, {
      agents: [{ id: 'a1', email: 'ana@acme.example' }],
      tickets: [{ id: '1', status: 'open', agent: 'a1', created_at: now - 3000 }],
    });
    const levels = { schedules: [], slas: [{ name: 'Standard', hours: 'calendar' as const, first_reply: 3600 }] };
    await using jobs = await start(redisUrl(), { digests: [], levels });
    await until(async () => {
      await jobs.checkNow();
      return server.posts.length > 0;
    });
    expect(conversations()).toEqual(['D-ana']);
  });

  test('a desk is synced over and over beside one that fails and one that hangs', async () => {
    let pulls = 0;
    await using _jobs = await start(redisUrl(), {
      digests: [],
      desks: [
        desk('bad', () => {
          throw new Error('broken');
        }),
        desk('good', async function* pull() {
          pulls += 1;
          yield { facts: complete({}), cursor: `${pulls}` };
        }),
        desk('hanging', async function* pull() {
          await new Promise(() => undefined);
          yield { facts: {}, cursor: '' };
        }),
      ],
    });
    await until(() => pulls > 2);
    expect((await listDesks(store)).find(({ name }) => name === 'good')?.synced_at).toBe(now);
  });

  test('a message that a chat keeps waiting is left uncertain when the program stops', async () => {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const chat = httpChat({ platform: 'test', url: server.url, canFind: true });
    const silent = {
      ...chat,
      send() {
        reach();
        return new Promise<string>(() => undefined);
      },
    };
    const jobs = await start(redisUrl(), { chats: [silent], patience: { sending: 60, stopping: 0.3 } });
    await reached;
    await jobs[Symbol.asyncDispose]();
    expect((await listMessages(store)).map(({ state }) => state)).toContain('UNCERTAIN');
  });
}

describe('with the embedded queue', () => {
  // Making one takes many times as long as opening it.
  beforeAll(async () => {
    await using queue = await openQueue({ data, log: readableLog().log });
    queue.start([], []);
    await queue.ready;
  }, 300_000);
  doTheirWork(() => undefined);
});

describe.skipIf(missing)('with the queue on Redis', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await openRedisServer();
  });
  beforeEach(async () => await redis.flush());
  afterAll(async () => await redis[Symbol.asyncDispose]());

  doTheirWork(() => redis.url);

  test('two programs with one store post a digest once', async () => {
    await using _one = await start(redis.url);
    await using other = await start(redis.url);
    await until(() => server.posts.length >= 2);
    await other.checkNow();
    await until(async () => (await listMessages(store)).every(({ state }) => state === 'SENT'));
    expect(conversations()).toEqual(['C1', 'C2']);
  });

  test('what Redis forgets between plan and delivery is delivered', async () => {
    server.next.push({ status: 429, retryAfter: 5 }, { status: 429, retryAfter: 5 });
    await using jobs = await start(redis.url);
    await until(async () => {
      const states = (await listMessages(store)).map(({ state }) => state);
      return states.length === 2 && states.every((state) => state === 'RETRY_AT');
    });
    await redis.flush();
    time += 5;
    await until(async () => {
      await jobs.checkNow();
      return server.posts.length === 2;
    });
    expect(conversations()).toEqual(['C1', 'C2']);
  });

  test('a digest planned just before Redis went away is posted when it is back', async () => {
    await using redis = await openRedisServer();
    let postedBefore: number | undefined;
    await using jobs = await start(redis.url, {
      at: (step) => {
        if (step !== 'planned' || postedBefore !== undefined) return;
        postedBefore = server.posts.length;
        throw new Error('Redis went away');
      },
    });
    await until(() => postedBefore !== undefined);
    await redis.kill();
    await redis.start();
    await until(async () => {
      await jobs.checkNow().catch(() => undefined);
      return server.posts.length === 2;
    });
    expect(postedBefore).toBe(0);
    expect(conversations()).toEqual(['C1', 'C2']);
  });
});
