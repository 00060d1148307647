import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { settledWithin } from '../../../settled-within.ts';
import type { Request, Reply } from './protocol.ts';

// The same file name, whether this is the source or what was compiled from it.
const body = join(import.meta.dirname, `thread${extname(import.meta.filename)}`);
/** Seconds in which a database opens on any machine; one that is broken may never do. */
const patience = 120;
/** Seconds in which an open one closes. */
const closingTime = 3;

interface Result {
  rows: never[];
  rowCount: number;
}

/** The one session of a PGlite that runs in a thread of its own. */
export interface Session {
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<Result>;
  /** Close the database, writing what it holds in memory, and end its thread, whether it closes or not. */
  end(): Promise<void>;
}

interface Pending {
  resolve(result: Result): void;
  reject(error: Error): void;
}

/**
 * Open the database in a folder, creating it when missing.
 * @param onNotification hears what the session listens to
 * @throws when the database does not open
 */
export async function openSession(
  folder: string,
  onNotification: (notification: Extract<Reply, { type: 'notification' }>) => void,
): Promise<Session> {
  const thread = new Worker(body, { workerData: { folder }, execArgv: ['--disable-warning=ExperimentalWarning'] });
  const pending = new Map<number, Pending>();
  const { promise: opened, resolve: open, reject } = Promise.withResolvers<void>();
  let asked = 0;
  let end: Error | undefined;

  thread.on('message', (reply: Reply) => {
    if (reply.type === 'open') open();
    else if (reply.type === 'notification') onNotification(reply);
    else answer(reply);
  });
  thread.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', () => fail(new Error('the embedded database has stopped')));

  function answer(reply: Extract<Reply, { id: number }>): void {
    const waiting = pending.get(reply.id);
    pending.delete(reply.id);
    if (reply.type === 'failure') waiting?.reject(Object.assign(new Error(reply.failure.message), reply.failure));
    // Rows are what whoever wrote the statement says they are, as with pg.
    else waiting?.resolve({ rows: reply.rows as never[], rowCount: reply.rowCount });
  }

  function fail(error: Error): void {
    end ??= error;
    reject(end);
    for (const waiting of pending.values()) waiting.reject(end);
    pending.clear();
  }

  function request(sql: string | undefined, values: readonly unknown[] = []): Promise<Result> {
    if (end) return Promise.reject(end);
    asked += 1;
    const message: Request = { id: asked, sql, values };
    return new Promise((resolve, reject) => {
      pending.set(message.id, { resolve, reject });
      thread.postMessage(message, []);
    });
  }

  if (!(await settledWithin(patience, opened))) fail(new Error(`it did not open within ${patience} s`));
  try {
    await opened;
  } catch (error) {
    await thread.terminate();
    throw error;
  }
  return {
    query: request,
    async end() {
      await settledWithin(closingTime, request(undefined));
      await thread.terminate();
    },
  };
}
