/** The worker thread in which PGlite runs: it answers {@link Request} with {@link Reply}. Started by `session.ts`. */
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import type { Request, Failure, Reply } from './protocol.ts';

/** As `pg` gives them: an int8 and a numeric as text. */
const parsers = { 20: (text: string) => text, 1700: (text: string) => text };

const databaseError = z.object({ code: z.string().optional(), detail: z.string().optional() }).catch({});

const port = parentPort;
if (!port) throw new Error('this file is the body of a worker thread');
const post = (reply: Reply) => port.postMessage(reply);

// V8's optimizing compiler would take 500 MB and seconds of a core for PGlite's module, which runs no faster for it.
for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
const { folder } = z.object({ folder: z.string() }).parse(workerData);
const database = await PGlite.create({ dataDir: folder, parsers });
database.onNotification((channel, payload) => post({ type: 'notification', channel, payload }));
port.on('message', (request: Request) => {
  void answer(request).then(post);
});
post({ type: 'open' });

async function answer({ id, sql, values }: Request): Promise<Reply> {
  try {
    if (sql === undefined) {
      await database.close();
      return { type: 'result', id, rows: [], rowCount: 0 };
    }
    // Without values there may be several statements, as in a migration.
    const result = values.length === 0 ? (await database.exec(sql)).at(-1) : await database.query(sql, [...values]);
    const rows = result?.rows ?? [];
    return { type: 'result', id, rows, rowCount: result?.affectedRows ?? rows.length };
  } catch (error) {
    return { type: 'failure', id, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  const { code, detail } = databaseError.parse(error);
  return { message: error instanceof Error ? error.message : String(error), code, detail };
}
