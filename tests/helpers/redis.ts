import { AsyncLocalStorage } from 'node:async_hooks';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { endChildWithTest } from './child.ts';
import { freePort } from './free-port.ts';

export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  flush(): Promise<void>;
  /** Ends the server; the next `start` finds what its append-only file kept. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/**
 * Whether there is a redis-server, which is installed when it is missing and we may. In CI its absence is a failure.
 * @returns why the tests that need it are skipped, or undefined
 */
export function redisMissing(): string | undefined {
  if (hasRedis()) return undefined;
  if (process.getuid?.() === 0) {
    process.stderr.write('redis-server is missing: installing it\n');
    execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'redis-server'], { stdio: 'inherit' });
    if (hasRedis()) return undefined;
  }
  const reason = 'redis-server is not installed: apt-get install redis-server';
  if (process.env['CI']) throw new Error(reason);
  return reason;
}

/** A redis-server of its own on a free port, with an append-only file. */
export async function openRedisServer(settings: readonly string[] = ['--appendonly', 'yes']): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'deskpulse-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;
  // Started again by one test, it is still there for the next, like the one that was opened.
  const asOpened = AsyncLocalStorage.snapshot();
  const redis: RedisServer = {
    url,
    async flush() {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
    async kill() {
      if (!server) return;
      const exit = once(server, 'exit');
      server.kill('SIGKILL');
      const hasEnded = server.exitCode !== null || server.signalCode !== null;
      server = undefined;
      // A server ends with the test that started it.
      if (!hasEnded) await exit;
    },
    async start() {
      const where = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir];
      const command = [...where, '--save', '', ...settings];
      server = asOpened(() => endChildWithTest(spawn('redis-server', command, { stdio: 'ignore', detached: true })));
      const client = new Redis(url, { maxRetriesPerRequest: null });
      client.on('error', () => undefined);
      await client.ping();
      client.disconnect();
    },
    async [Symbol.asyncDispose]() {
      await redis.kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
