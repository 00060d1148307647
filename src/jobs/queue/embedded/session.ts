import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { settledWithin } from '../../../settled-within.ts';
import type { Ask, Told } from './wire.ts';

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

interface Asker {
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
  onNotification: (notification: Extract<Told, { type: 'notification' }>) => void,
): Promise<Session> {
  const thread = new Worker(body, { workerData: { folder }, execArgv: ['--disable-warning=ExperimentalWarning'] });
  const askers = new Map<number, Asker>();
  const { promise: opened, resolve: open, reject } = Promise.withResolvers<void>();
  let asked = 0;
  let end: Error | undefined;

  thread.on('message', (told: Told) => {
    if (told.type === 'open') open();
    else if (told.type === 'notification') onNotification(told);
    else answer(told);
  });
  thread.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', () => fail(new Error('the embedded database has stopped')));

  function answer(told: Extract<Told, { id: number }>): void {
    const asker = askers.get(told.id);
    askers.delete(told.id);
    if (told.type === 'failure') asker?.reject(Object.assign(new Error(told.failure.message), told.failure));
    // Rows are what whoever wrote the statement says they are, as with pg.
    else asker?.resolve({ rows: told.rows as never[], rowCount: told.rowCount });
  }

  function fail(error: Error): void {
    end ??= error;
    reject(end);
    for (const asker of askers.values()) asker.reject(end);
    askers.clear();
  }

  function ask(sql: string | undefined, values: readonly unknown[] = []): Promise<Result> {
    if (end) return Promise.reject(end);
    asked += 1;
    const question: Ask = { id: asked, sql, values };
    return new Promise((resolve, reject) => {
      askers.set(question.id, { resolve, reject });
      thread.postMessage(question, []);
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
    query: ask,
    async end() {
      await settledWithin(closingTime, ask(undefined));
      await thread.terminate();
    },
  };
}
