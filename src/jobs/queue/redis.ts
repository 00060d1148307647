import { Redis } from 'ioredis';
import { UserError } from '../../errors.ts';
import type { Log } from '../../log.ts';

/** Seconds to wait for Redis at the start. */
const patience = 5;

/**
 * Connect to Redis, after a look at how it is set up: without an append-only file, or with eviction, it warns.
 * @returns a connection for adding jobs, which fails at once while Redis is away, and one for workers, which waits for it
 * @throws UserError `redis-unreachable` when Redis does not answer now
 */
export async function openRedis(url: string, log: Log): Promise<{ producer: Redis; worker: Redis }> {
  await check(url, log);
  const producer = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: true });
  const worker = new Redis(url, { maxRetriesPerRequest: null });
  for (const connection of [producer, worker]) connection.on('error', onError);
  await producer.connect();
  return { producer, worker };

  function onError(error: Error): void {
    log.debug({ error: error.message }, 'redis connection');
  }
}

async function check(url: string, log: Log): Promise<void> {
  const probe = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience * 1000,
    commandTimeout: patience * 1000,
    retryStrategy: () => null,
  });
  let cause: Error | undefined;
  probe.on('error', (error: Error) => (cause = error));
  try {
    await probe.connect();
    for (const warning of warnings(`${await probe.info('persistence')}${await probe.info('memory')}`))
      log.warn(warning);
  } catch (error) {
    const reason = cause ?? (error instanceof Error ? error : new Error(String(error)));
    throw new UserError(
      'redis-unreachable',
      `Redis at ${placeOf(url)} does not answer (${reason.message}). Start it or correct REDIS_URL; without REDIS_URL the queue is embedded.`,
    );
  } finally {
    probe.disconnect();
  }
}

/** What an operator should mend, from Redis' own report. */
export function warnings(info: string): string[] {
  const found: string[] = [];
  if (/^aof_enabled:0/m.test(info)) {
    found.push(
      'redis keeps no append-only file: after a crash its jobs are found again only from the store; set appendonly yes',
    );
  }
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (policy !== undefined && policy !== 'noeviction') {
    found.push(`redis may evict jobs (maxmemory-policy ${policy}): set maxmemory-policy noeviction`);
  }
  return found;
}

/** Host and port only: the rest of the address may hold a password. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'REDIS_URL';
}
