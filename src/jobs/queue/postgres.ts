import type { Pool } from 'pg';
import { openPool } from '../../store/engines/postgres-pool.ts';

/** Of these, each kind of job keeps one to listen. */
const connections = 20;
/** Names our lock among the advisory locks of the database. */
const reconcileLock = 0x6465_7175;

/** Connections for a queue in a schema of a PostgreSQL database, where several processes share it. */
export function openPostgresPool(url: string, schema: string): Pool {
  return openPool(url, {
    application_name: 'deskpulse queue',
    options: `-c search_path=${schema}`,
    max: connections,
  });
}

/** Do something that no other process does at the same time: BullMQ on PostgreSQL fails when schedulers are written at once. */
export async function alone(pool: Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [reconcileLock]);
    await work();
  } finally {
    // The lock goes with its session.
    client.release(true);
  }
}
