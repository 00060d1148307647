import { Pool, type PoolConfig } from 'pg';

/** Connections to a PostgreSQL database, each opened when it is needed and replaced when it is lost. */
export function openPool(url: string, settings: PoolConfig): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'deskpulse',
    connectionTimeoutMillis: 30_000,
    // A server that went without a word is missed within a minute, rather than in hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    ...settings,
  });
  // A lost connection fails the statement under way, if any; there is nobody else to tell.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
