import { Writable } from 'node:stream';
import { pino } from 'pino';
import { jobs } from '../../src/jobs/index.ts';
import type { Job, Tools } from '../../src/jobs/job.ts';
import { nudgeSettings } from '../../src/jobs/settings.ts';
import type { Log } from '../../src/log.ts';
import type { Store } from '../../src/store/store.ts';

/** A log whose lines a test can read. */
export function readableLog(): { log: Log; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  return { log: pino({ level: 'debug', base: null }, out), lines };
}

export interface Bench extends Tools {
  /** The time, in epoch seconds, until a test sets another. */
  time: number;
  readonly lines: Record<string, unknown>[];
  /** What was woken and not run yet. */
  readonly woken: { name: string; data: unknown; delaySeconds: number }[];
  run<Data>(job: Job<Data>, data: Data): Promise<void>;
  /** Run what was woken without a delay, and what that wakes, until nothing is left. */
  drain(): Promise<void>;
}

/** What jobs work with, for running them one by one, without a queue: what they wake is only noted. */
export function openBench(options: Partial<Tools> & { store: Store; time: number }): Bench {
  const { log, lines } = readableLog();
  const woken: Bench['woken'] = [];
  const bench: Bench = {
    chats: [],
    desks: [],
    digests: [],
    nudges: nudgeSettings.parse({}),
    levels: { schedules: [], slas: [] },
    sections: [],
    timezone: 'Europe/Athens',
    weekStart: 'monday',
    log,
    at: () => undefined,
    patience: { sending: 22, stopping: 12 },
    signal: new AbortController().signal,
    syncs: { running: new Map(), notBefore: new Map() },
    unlocated: new Map(),
    now: () => bench.time,
    wake(name, data, { delaySeconds = 0 } = {}) {
      woken.push({ name, data, delaySeconds });
      return Promise.resolve();
    },
    ...options,
    lines,
    woken,
    run: (job, data) => job.run(data, bench),
    async drain() {
      for (let next = woken.shift(); next !== undefined; next = woken.shift()) {
        const { name, data, delaySeconds } = next;
        const job = jobs.find((job) => job.name === name);
        if (job && delaySeconds === 0) await job.run(job.data.parse(data), bench);
      }
    },
  };
  return bench;
}
