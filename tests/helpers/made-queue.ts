import { constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openPool } from '../../src/jobs/queue/embedded/pool.ts';

const packages = join(import.meta.dirname, '../../node_modules');
const manifest = join(packages, '@electric-sql/pglite/package.json');
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
const cache = join(packages, '.cache');
/** An embedded queue without anything in it: making one takes five seconds of a core, opening it one. */
const made = join(cache, `queue-of-pglite-${version}`);

/** Once for all runs, before their tests. */
export async function setup(): Promise<void> {
  if (existsSync(made)) return;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'queue-'));
  const pool = await openPool(join(making, 'queue'));
  await pool.end();
  if (!existsSync(made)) renameSync(join(making, 'queue'), made);
  rmSync(making, { recursive: true, force: true });
}

/** Put an empty queue into a data folder that has none. */
export async function giveQueue(data: string): Promise<void> {
  const queue = join(data, 'queue');
  if (existsSync(queue)) return;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await cp(made, queue, { recursive: true, mode: constants.COPYFILE_FICLONE });
}
