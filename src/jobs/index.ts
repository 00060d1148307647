import { setMaxListeners } from 'node:events';
import { clocks } from './sla/clocks.ts';
import { deliver } from './messages/deliver.ts';
import { digest } from './digest/index.ts';
import type { Job, Patience, Setup, SyncedDesk, Tools } from './job.ts';
import { learn } from './learn.ts';
import { nudge } from './nudges/index.ts';
import { listOverdue } from './sync/overdue.ts';
import type { Handler, Queue } from './queue/index.ts';
import { refresh } from './sync/refresh.ts';
import type { Repeat } from './queue/repeat.ts';
import { sync } from './sync/index.ts';
import { watch } from './watch.ts';

/** Everything the program does by itself. */
export const jobs: readonly Job[] = [sync, refresh, watch, digest, deliver, nudge, clocks, learn];

/** Those done over and over beside the syncs, and at the start. */
const regular = jobs.flatMap(({ name, everySeconds }) => (everySeconds === undefined ? [] : [{ name, everySeconds }]));

/** For an attempt: 10 s to wait for its turn, 10 s for the request, and a little for keeping to that; less than the queue's grace. */
const usualPatience: Patience = { sending: 22, stopping: 12 };

export interface JobsOptions extends Setup {
  readonly queue: Queue;
  readonly at?: Tools['at'];
  readonly patience?: Patience;
}

/** What happens by itself: syncs, digests, nudges. Disposing it disposes the queue too, and ends within 20 s whatever hangs. */
export interface Jobs extends AsyncDisposable {
  /** Resolves when work is done from now on; rejects when the queue cannot be opened at all. */
  readonly ready: Promise<void>;
  /** The syncs under way: rows written so far, by desk. */
  readonly syncing: ReadonlyMap<string, number>;
  /** Begin, at once with what came due while the program was off. Called once. */
  start(): void;
  /** Check now what is due, instead of within a minute. */
  checkNow(): Promise<void>;
  /** Read these tickets of a desk again, now. Resolves once that is queued. */
  refresh(desk: string, tickets: readonly string[]): Promise<void>;
}

export function openJobs({ queue, at = () => undefined, patience = usualPatience, ...setup }: JobsOptions): Jobs {
  const stop = new AbortController();
  // What waits for something listens to it, and much may wait at once.
  setMaxListeners(0, stop.signal);
  const tools: Tools = {
    ...setup,
    at,
    patience,
    signal: stop.signal,
    wake(name, data, options) {
      if (!jobs.some((job) => job.name === name)) throw new Error(`there is no job ${name}`);
      return queue.wake(name, data, options);
    },
    syncs: { running: new Map(), notBefore: new Map() },
    unlocated: new Map(),
  };
  async function wakeNow(names: readonly string[]): Promise<void> {
    for (const name of names) await queue.wake(name, {}, { id: 'now' });
  }
  async function catchUp(): Promise<void> {
    for (const desk of await listOverdue(setup.desks, { store: setup.store, now: setup.now() })) {
      await queue.wake('sync', { desk }, { id: desk });
    }
    await wakeNow(regular.map(({ name }) => name));
  }
  return {
    ready: queue.ready,
    syncing: tools.syncs.running,
    checkNow: () => wakeNow(regular.filter(({ everySeconds }) => everySeconds <= 60).map(({ name }) => name)),
    async refresh(desk, tickets) {
      for (const ticket of tickets)
        await queue.wake('refresh', { desk, ticket }, { id: JSON.stringify([desk, ticket]) });
    },
    start() {
      queue.start(
        jobs.map((job) => handlerOf(job, tools)),
        repeatsOf(setup.desks),
      );
      catchUp().catch((error: unknown) => setup.log.warn({ err: error }, 'what is due is looked for within a minute'));
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await queue[Symbol.asyncDispose]();
    },
  };
}

/** A job's failure ends here: what it left undone is found again in the store. */
function handlerOf(job: Job, tools: Tools): Handler {
  return {
    name: job.name,
    concurrency: job.concurrency,
    async run(raw) {
      try {
        await job.run(job.data.parse(raw), tools);
      } catch (error) {
        tools.log.error({ job: job.name, err: error }, 'job failed');
      }
    },
  };
}

function repeatsOf(desks: readonly SyncedDesk[]): Repeat[] {
  return [
    ...regular.map(({ name, everySeconds }): Repeat => ({ name, id: name, data: {}, everySeconds })),
    ...desks.map(({ helpdesk: { name }, everySeconds }): Repeat => {
      return { name: 'sync', id: name, data: { desk: name }, everySeconds };
    }),
  ];
}
