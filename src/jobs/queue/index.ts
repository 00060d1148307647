/** The only user of BullMQ. What it holds may be lost at any moment: the store is the record, this only wakes the work. */
import {
  createPostgresBackend,
  Queue as BullQueue,
  runMigrations,
  Worker as BullWorker,
  type PostgresConnectionOptions,
} from 'bullmq';
import type { Log } from '../../log.ts';
import { openEmbedded } from './embedded/open.ts';
import { alone, openPostgresPool } from './postgres.ts';
import { openRedis } from './redis.ts';
import { reconcile, type Repeat } from './repeat.ts';
import { usualTiming, type Timing } from './timing.ts';
import { settledWithin } from '../../settled-within.ts';

const prefix = 'deskpulse';
const schema = 'bullmq';

const producing = { defaultJobOptions: { removeOnComplete: true, removeOnFail: true } };
/** After a crash its jobs are taken up again within seconds, three times over. */
function working({ lock }: Timing) {
  return { lockDuration: lock * 1000, stalledInterval: lock * 500, maxStalledCount: 3, drainDelay: 5 };
}

/** What is run when a kind of job is woken. */
export interface Handler {
  readonly name: string;
  readonly concurrency: number;
  readonly run: (data: unknown) => Promise<void>;
}

/** Wakes work. Disposing it takes no new work and waits for what runs, 20 s at the most as a rule. */
export interface Queue extends AsyncDisposable {
  /** Resolves when work is done from now on; rejects when the queue cannot be opened at all. */
  readonly ready: Promise<void>;
  /** Begin to work, as soon as the queue is open. Called once. */
  start(handlers: readonly Handler[], repeats: readonly Repeat[]): void;
  /** Wake a job. An `id` that waits or runs already is not woken twice. @throws while the queue is away */
  wake(name: string, data: unknown, options?: { id?: string; delaySeconds?: number }): Promise<void>;
}

type BackendQueue = Pick<BullQueue, 'add' | 'getJobSchedulers' | 'upsertJobScheduler' | 'removeJobScheduler' | 'close'>;
type BackendWorker = Pick<BullWorker, 'close'>;

type OnError = (error: Error) => void;

interface Backend {
  openQueue(name: string, onError: OnError): BackendQueue;
  openWorker(handler: Handler, onError: OnError): BackendWorker;
  /** Write schedulers, where several processes may want to at once, one after another. */
  readonly inTurn?: (work: () => Promise<void>) => Promise<void>;
  close(): Promise<void>;
}

/**
 * Open the queue: on Redis when there is an address of one, else in the schema `bullmq` of a PostgreSQL database when there
 * is an address of one, else on a database embedded in `<data>/queue`. The latter two open in the background. Nobody else may
 * have that folder open; the store's lock sees to it.
 * @throws UserError `redis-unreachable`
 */
export async function openQueue({
  redisUrl,
  databaseUrl,
  data,
  log,
  timing: change,
}: {
  redisUrl?: string | undefined;
  databaseUrl?: string | undefined;
  data: string;
  log: Log;
  timing?: Partial<Timing> | undefined;
}): Promise<Queue> {
  const timing = { ...usualTiming, ...change };
  const surroundings = { log, timing };
  if (redisUrl !== undefined) return queueOn(Promise.resolve(await onRedis(redisUrl, surroundings)), surroundings);
  return queueOn(
    databaseUrl === undefined ? onEmbedded(data, surroundings) : onPostgres(databaseUrl, timing),
    surroundings,
  );
}

interface Surroundings {
  readonly log: Log;
  readonly timing: Timing;
}

function queueOn(opening: Promise<Backend>, { log, timing }: Surroundings): Queue {
  const queues = new Map<string, BackendQueue>();
  const workers: BackendWorker[] = [];
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  // Whoever waits for it hears of a failure; the log has it in any case.
  ready.catch((error: unknown) => log.fatal({ err: error }, 'the queue does not open'));
  opening.catch(reject);
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let complainedAt = -Infinity;

  async function work(handlers: readonly Handler[], repeats: readonly Repeat[]): Promise<void> {
    const backend = await opening;
    if (isStopping) return;
    for (const { name } of handlers) queues.set(name, backend.openQueue(name, complain));
    const { inTurn = (reconciling) => reconciling() } = backend;
    const reconcileSafely = () => inTurn(() => reconcileAll(repeats)).catch(complain);
    await reconcileSafely();
    if (isStopping) return;
    for (const handler of handlers) workers.push(backend.openWorker(handler, complain));
    timer = setInterval(() => void reconcileSafely(), timing.reconcile * 1000);
  }

  async function reconcileAll(repeats: readonly Repeat[]): Promise<void> {
    for (const [name, queue] of queues) {
      await reconcile(
        queue,
        repeats.filter((repeat) => repeat.name === name),
        Date.now(),
      );
    }
  }

  /** While the backend is away every connection says so every second: once in a while is enough. */
  function complain(error: unknown): void {
    if (isStopping || performance.now() - complainedAt < 30_000) return;
    complainedAt = performance.now();
    log.warn({ err: error }, 'the queue is in trouble; work waits until it is back');
  }

  async function close(): Promise<void> {
    await Promise.all(workers.map((worker) => worker.close()));
    await Promise.all([...queues.values()].map((queue) => queue.close()));
  }

  return {
    ready,
    start(handlers, repeats) {
      work(handlers, repeats).then(resolve, reject);
    },
    async wake(name, data, { id, delaySeconds = 0 } = {}) {
      await ready;
      const options = { delay: Math.ceil(delaySeconds * 1000), ...(id !== undefined && { jobId: jobIdOf(id) }) };
      await queues.get(name)?.add(name, data, options);
    },
    async [Symbol.asyncDispose]() {
      isStopping = true;
      clearInterval(timer);
      resolve();
      const isDone = await settledWithin(timing.grace, close());
      if (!isDone) log.warn('work under way did not end in time; it is taken up again at the next start');
      const closing = opening.then((backend) => backend.close());
      await settledWithin(timing.closing, closing);
    },
  };
}

async function onRedis(url: string, { log, timing }: Surroundings): Promise<Backend> {
  const { producer, worker } = await openRedis(url, log);
  return {
    openQueue(name, onError) {
      const options = { ...producing, prefix, connection: producer, skipWaitingForReady: true };
      return new BullQueue(name, options).on('error', onError);
    },
    openWorker({ name, concurrency, run }, onError) {
      const options = { ...working(timing), prefix, concurrency, connection: worker };
      return new BullWorker(name, ({ data }) => run(data), options).on('error', onError);
    },
    close() {
      producer.disconnect();
      worker.disconnect();
      return Promise.resolve();
    },
  };
}

async function onPostgres(url: string, timing: Timing): Promise<Backend> {
  const pool = openPostgresPool(url, schema);
  const client = await pool.connect();
  try {
    await runMigrations(client, schema);
  } finally {
    client.release();
  }
  // A pg.Pool is what BullMQ wants, though its own type of one does not say so.
  return {
    ...onPool(pool as unknown as PostgresConnectionOptions, timing),
    inTurn: (work) => alone(pool, work),
    close: () => pool.end(),
  };
}

async function onEmbedded(data: string, { log, timing }: Surroundings): Promise<Backend> {
  const pool = await openEmbedded({ data, log }, async (pool) => {
    await runMigrations(await pool.connect(), schema);
    await pool.query(`SET search_path TO ${schema}`);
  });
  return { ...onPool(pool, timing), close: () => pool.end() };
}

/** Queues and workers share the connections of one pool, whose sessions are in our schema. */
function onPool(connection: PostgresConnectionOptions, timing: Timing): Omit<Backend, 'close'> {
  return {
    openQueue(name, onError) {
      return new BullQueue(name, { ...producing, connection }, createPostgresBackend).on('error', onError);
    },
    openWorker({ name, concurrency, run }, onError) {
      const options = { ...working(timing), concurrency, connection };
      return new BullWorker(name, ({ data }) => run(data), options, createPostgresBackend).on('error', onError);
    },
  };
}

/** BullMQ takes no colons in an id, and no bare number. */
function jobIdOf(id: string): string {
  return `id-${encodeURIComponent(id)}`;
}
