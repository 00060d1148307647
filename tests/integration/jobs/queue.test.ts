import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openQueue, type Handler, type Queue } from '../../../src/jobs/queue/index.ts';
import type { Timing } from '../../../src/jobs/queue/timing.ts';
import { createDatabase, postgresMissing } from '../../helpers/postgres-server.ts';
import { openRedisServer, redisMissing, type RedisServer } from '../../helpers/redis.ts';
import { readableLog } from '../../helpers/tools.ts';
import { until } from '../../helpers/until.ts';

const missing = redisMissing();
const noPostgres = await postgresMissing();
let data: string;

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'deskpulse-queue-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

const parcel = z.object({ test: z.string(), value: z.unknown() });

/** A handler that notes what it was given by this test: another may have left something in the queue. */
function noting(run: () => Promise<void> = () => Promise.resolve()) {
  const test = randomUUID();
  const seen: unknown[] = [];
  const handler: Handler = {
    name: 'deliver',
    concurrency: 5,
    async run(data) {
      const { test: from, value } = parcel.parse(data);
      if (from !== test) return;
      seen.push(value);
      await run();
    },
  };
  return { seen, handler, mine: (value: unknown) => ({ test, value }) };
}

/** For a queue that is to give up soon. */
const impatient: Partial<Timing> = { grace: 0.5, closing: 1 };

function behavesAsAQueue(open: (timing?: Partial<Timing>) => Promise<Queue>): void {
  test('runs what was woken', async () => {
    await using queue = await open();
    const { seen, handler, mine } = noting();
    queue.start([handler], []);
    const wokenAt = performance.now();
    await queue.wake('deliver', mine({ key: 'b' }), { delaySeconds: 0.5 });
    await queue.wake('deliver', mine({ key: 'a' }));
    await until(() => seen.length === 2);
    // On a busy machine the delay may be over before the other one is woken; it is never shorter.
    expect(seen).toEqual(expect.arrayContaining([{ key: 'a' }, { key: 'b' }]));
    expect(performance.now() - wokenAt).toBeGreaterThanOrEqual(500);
  });

  test('wakes an id once while it runs, and again after that', async () => {
    await using queue = await open();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { seen, handler, mine } = noting(() => held);
    queue.start([handler], []);
    const id = '1:2 three';
    await queue.wake('deliver', mine({ n: 1 }), { id });
    await until(() => seen.length === 1);
    await queue.wake('deliver', mine({ n: 2 }), { id });
    await queue.wake('deliver', mine({ n: 3 }));
    await until(() => seen.length === 2);
    release();
    await until(async () => {
      await queue.wake('deliver', mine({ n: 4 }), { id });
      return seen.length > 2;
    });
    expect(seen.slice(0, 3)).toEqual([{ n: 1 }, { n: 3 }, { n: 4 }]);
  });

  test('wakes a repeat over and over, from the start', async () => {
    await using queue = await open();
    const { seen, handler, mine } = noting();
    queue.start([handler], [{ name: 'deliver', id: 'acme: EU', data: mine('acme'), everySeconds: 1 }]);
    await until(() => seen.length >= 3);
  });

  test('forgets a repeat that is not wanted any more', async () => {
    const { seen, handler, mine } = noting();
    const old = await open();
    old.start([handler], [{ name: 'deliver', id: 'old', data: mine('old'), everySeconds: 1 }]);
    await until(() => seen.length > 0);
    await old[Symbol.asyncDispose]();
    await using queue = await open();
    queue.start([handler], [{ name: 'deliver', id: 'new', data: mine('new'), everySeconds: 1 }]);
    await until(() => seen.filter((value) => value === 'new').length >= 4);
    expect(seen.slice(-2)).toEqual(['new', 'new']);
  });

  test('waits for what runs when it is disposed, and takes nothing new', async () => {
    const queue = await open();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    let isDone = false;
    const { seen, handler, mine } = noting(async () => {
      await held;
      isDone = true;
    });
    queue.start([{ ...handler, concurrency: 1 }], []);
    await queue.wake('deliver', mine(1));
    await until(() => seen.length === 1);
    const closing = queue[Symbol.asyncDispose]();
    release();
    await closing;
    expect(isDone).toBe(true);
    expect(seen).toHaveLength(1);
  });

  test('gives up what never ends', async () => {
    const queue = await open(impatient);
    const { seen, handler, mine } = noting(() => new Promise(() => undefined));
    queue.start([handler], []);
    await queue.wake('deliver', mine(1));
    await until(() => seen.length === 1);
    await queue[Symbol.asyncDispose]();
  });

  test('can be disposed before it is ready', async () => {
    const queue = await open();
    const { handler } = noting();
    queue.start([handler], []);
    await queue[Symbol.asyncDispose]();
  });
}

describe('the embedded queue', () => {
  // Making one takes many times as long as opening it.
  beforeAll(async () => {
    await using queue = await openQueue({ data, log: readableLog().log });
    queue.start([], []);
    await queue.ready;
  }, 300_000);
  behavesAsAQueue((timing) => openQueue({ data, log: readableLog().log, timing }));

  test('opens in the background, and work waits for it', async () => {
    await using queue = await openQueue({ data, log: readableLog().log });
    const { seen, handler, mine } = noting();
    queue.start([handler], []);
    const woken = queue.wake('deliver', mine(1));
    expect(seen).toEqual([]);
    await woken;
    await until(() => seen.includes(1));
  });

  test('in a folder that does not open is set aside and rebuilt', { timeout: 300_000 }, async () => {
    const broken = mkdtempSync(join(tmpdir(), 'deskpulse-broken-'));
    const first = await openQueue({ data: broken, log: readableLog().log });
    first.start([], []);
    await first.ready;
    await first[Symbol.asyncDispose]();
    for (const name of ['PG_VERSION', 'global/pg_control']) writeFileSync(join(broken, 'queue', name), 'nonsense');
    const { log, lines } = readableLog();
    const queue = await openQueue({ data: broken, log });
    const { seen, handler, mine } = noting();
    queue.start([handler], []);
    await queue.wake('deliver', mine(1));
    await until(() => seen.length === 1);
    await queue[Symbol.asyncDispose]();
    expect(readdirSync(broken).toSorted()).toEqual(['queue', 'queue.broken']);
    expect(lines).toContainEqual(expect.objectContaining({ level: 40, aside: join(broken, 'queue.broken') }));
    rmSync(broken, { recursive: true, force: true });
  });
});

describe.skipIf(noPostgres)('the queue on PostgreSQL', () => {
  behavesAsAQueue((timing) => openQueue({ databaseUrl: database.url, data, log: readableLog().log, timing }));
  let database: Awaited<ReturnType<typeof createDatabase>>;

  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(async () => await database[Symbol.asyncDispose]());

  test('is shared by processes, which write its repeats without a fault and run each turn once', async () => {
    const { log, lines } = readableLog();
    const { seen, handler, mine } = noting();
    const repeats = ['a', 'b', 'c'].map((id) => ({ name: 'deliver' as const, id, data: mine(id), everySeconds: 3600 }));
    await using stack = new AsyncDisposableStack();
    for (let process = 0; process < 4; process += 1) {
      const queue = stack.use(await openQueue({ databaseUrl: database.url, data, log }));
      queue.start([handler], repeats);
    }
    await until(() => seen.length >= 3);
    expect(new Set(seen)).toEqual(new Set(['a', 'b', 'c']));
    expect(seen).toHaveLength(3);
    expect(lines).toEqual([]);
  });
});

describe.skipIf(missing)('the queue on Redis', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await openRedisServer();
  });
  afterAll(async () => await redis[Symbol.asyncDispose]());

  behavesAsAQueue(async (timing) => {
    await redis.flush();
    return await openQueue({ redisUrl: redis.url, data, log: readableLog().log, timing });
  });

  test('goes on after Redis was killed and started again, with what was woken before', async () => {
    await using redis = await openRedisServer();
    await using queue = await openQueue({ redisUrl: redis.url, data, log: readableLog().log });
    const { seen, handler, mine } = noting();
    queue.start([handler], []);
    await queue.wake('deliver', mine('kept'), { delaySeconds: 2 });
    await redis.kill();
    await expect(queue.wake('deliver', mine('lost'))).rejects.toBeInstanceOf(Error);
    await redis.start();
    await until(() => seen.includes('kept'));
    await until(async () => {
      await queue.wake('deliver', mine('after'), { id: 'after' }).catch(() => undefined);
      return seen.includes('after');
    });
    expect(seen).not.toContain('lost');
  });

  test('can be disposed while Redis is away', async () => {
    const lost = await openRedisServer();
    const queue = await openQueue({ redisUrl: lost.url, data, log: readableLog().log, timing: impatient });
    const { handler } = noting();
    queue.start([handler], []);
    await queue.ready;
    await lost[Symbol.asyncDispose]();
    await queue[Symbol.asyncDispose]();
  });

  test('has its repeats again after Redis was flushed', async () => {
    const timing = { reconcile: 0.5 };
    await using queue = await openQueue({ redisUrl: redis.url, data, log: readableLog().log, timing });
    const { seen, handler, mine } = noting();
    queue.start([handler], [{ name: 'deliver', id: 'watch', data: mine('again'), everySeconds: 3600 }]);
    await until(() => seen.length === 1);
    await redis.flush();
    await until(() => seen.length === 2);
  });

  test('warns when Redis may lose jobs', async () => {
    await using loose = await openRedisServer(['--maxmemory-policy', 'allkeys-lru']);
    const { log, lines } = readableLog();
    await using _queue = await openQueue({ redisUrl: loose.url, data, log });
    expect(lines.filter(({ level }) => level === 40).map(({ msg }) => msg)).toEqual([
      expect.stringContaining('appendonly yes'),
      expect.stringContaining('maxmemory-policy allkeys-lru'),
    ]);
  });

  test('says where it looked for a Redis that is not there, and not the password', async () => {
    const gone = await openRedisServer();
    await gone[Symbol.asyncDispose]();
    const redisUrl = gone.url.replace('redis://', 'redis://me:hunter2@');
    const opening = openQueue({ redisUrl, data, log: readableLog().log });
    await expect(opening).rejects.toMatchObject({ name: 'UserError', code: 'redis-unreachable' });
    await expect(opening).rejects.toThrow(/Redis at 127\.0\.0\.1:\d+ does not answer .*correct REDIS_URL/);
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });
});
