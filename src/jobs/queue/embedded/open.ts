import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../../log.ts';
import { openPool, type Pool } from './pool.ts';

/** In the data folder. */
export const queueFolder = 'queue';

/**
 * Open the embedded queue in `<data>/queue`. When the folder does not open it is set aside as `queue.broken`, in the
 * place of an older one, and a new one is made: nothing in it is the only record of anything.
 * @param prepare makes the database ready; a folder on which it fails does not open either
 */
export async function openEmbedded(
  { data, log }: { data: string; log: Log },
  prepare: (pool: Pool) => Promise<void>,
): Promise<Pool> {
  const folder = join(data, queueFolder);
  try {
    return await openPrepared(folder, prepare);
  } catch (error) {
    const aside = join(data, 'queue.broken');
    log.warn({ folder, aside, err: error }, 'the embedded queue does not open: it is set aside and rebuilt');
    rmSync(aside, { recursive: true, force: true });
    renameSync(folder, aside);
    return await openPrepared(folder, prepare);
  }
}

async function openPrepared(folder: string, prepare: (pool: Pool) => Promise<void>): Promise<Pool> {
  const pool = await openPool(folder);
  try {
    await prepare(pool);
    return pool;
  } catch (error) {
    await pool.end();
    throw error;
  }
}
