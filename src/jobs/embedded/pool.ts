import { EventEmitter } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { settledWithin } from '../settled-within.ts';
import type { Ask, Told } from './wire.ts';

// The same file name, whether this is the source or what was compiled from it.
const body = join(import.meta.dirname, `thread${extname(import.meta.filename)}`);

/** Seconds in which a database opens on any machine; one that is broken may never do. */
const patience = 120;
/** Seconds in which an open one closes. */
const closingTime = 3;

interface Pending {
  resolve(result: { rows: never[]; rowCount: number }): void;
  reject(error: Error): void;
}

/** A PGlite in a thread of its own, in the shape of a `pg.Pool` whose clients all share one session. */
export type Pool = Awaited<ReturnType<typeof openPool>>;

/**
 * Open the database in a folder, creating it when missing.
 * @throws when the database does not open
 */
export async function openPool(folder: string) {
  const thread = new Worker(body, { workerData: { folder }, execArgv: ['--disable-warning=ExperimentalWarning'] });
  const pending = new Map<number, Pending>();
  const events = new EventEmitter().setMaxListeners(0);
  const { promise: opened, resolve: open, reject } = Promise.withResolvers<void>();
  let asked = 0;
  let end: Error | undefined;

  thread.on('message', (told: Told) => {
    if (told.type === 'open') return open();
    if (told.type === 'notification') return events.emit('notification', told);
    const asker = pending.get(told.id);
    pending.delete(told.id);
    if (told.type === 'failure') asker?.reject(Object.assign(new Error(told.failure.message), told.failure));
    else asker?.resolve({ rows: told.rows as never[], rowCount: told.rowCount });
  });
  thread.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', () => fail(new Error('the embedded database has stopped')));

  function fail(error: Error): void {
    end ??= error;
    reject(end);
    for (const asker of pending.values()) asker.reject(end);
    pending.clear();
  }

  function ask(sql: string | undefined, values: readonly unknown[] = []): Promise<{ rows: never[]; rowCount: number }> {
    if (end) return Promise.reject(end);
    asked += 1;
    const question: Ask = { id: asked, sql, values };
    return new Promise((resolve, reject) => {
      pending.set(question.id, { resolve, reject });
      thread.postMessage(question, []);
    });
  }

  const query = (sql: string, values?: readonly unknown[]) => ask(sql, values);

  if (!(await settledWithin(patience, opened))) fail(new Error(`it did not open within ${patience} s`));
  try {
    await opened;
  } catch (error) {
    await thread.terminate();
    throw error;
  }
  return Object.assign(events, {
    query,
    connect: () => Promise.resolve(openClient(query, events)),
    /** Close the database, writing what it holds in memory, and end its thread; given up after some seconds. */
    async end(): Promise<void> {
      await settledWithin(closingTime, ask(undefined));
      await thread.terminate();
    },
  });
}

/** A client of its own for each caller's listeners; they all hear what the one session hears. */
function openClient(
  query: (sql: string, values?: readonly unknown[]) => Promise<{ rows: never[] }>,
  session: EventEmitter,
) {
  const client = new EventEmitter();
  const hear = (told: unknown) => client.emit('notification', told);
  session.on('notification', hear);
  return Object.assign(client, {
    query,
    release() {
      session.off('notification', hear);
    },
  });
}
