import { setImmediate } from 'node:timers/promises';

const warmUps = 2;
const rounds = { least: 7, most: 40 };
/** Milliseconds after which no further round begins, once the least number is reached. */
const patience = 15_000;

export interface Times {
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

export interface Race {
  /** Rounds that were timed. */
  readonly n: number;
  /** By side. */
  readonly times: Readonly<Record<string, Times>>;
  /** The longest turn of the event loop while the first side ran, in milliseconds of the thread's own time. */
  readonly longestTurn: number;
}

/** Time several ways to one answer side by side: each round runs all of them, in turn from the front and from the back. */
export async function race(sides: Readonly<Record<string, () => Promise<unknown>>>): Promise<Race> {
  const entrants = Object.entries(sides);
  const taken = new Map(entrants.map(([name]): [string, number[]] => [name, []]));
  for (let round = 0; round < warmUps; round += 1) for (const [, run] of entrants) await run();
  const begin = performance.now();
  let n = 0;
  while (n < rounds.most && (n < rounds.least || performance.now() - begin < patience)) {
    for (const [name, run] of n % 2 === 0 ? entrants : entrants.toReversed()) {
      const start = performance.now();
      await run();
      taken.get(name)?.push(performance.now() - start);
    }
    n += 1;
  }
  const times = [...taken].map(([name, each]) => [name, { p50: quantile(each, 0.5), p95: quantile(each, 0.95) }]);
  const [first] = entrants;
  return { n, times: Object.fromEntries(times), longestTurn: first ? await longestTurnOf(first[1]) : Number.NaN };
}

/** What other processes take is left out. Apart from the rounds, for watching takes a core. */
async function longestTurnOf(run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  for (let round = 0; round < rounds.least; round += 1) {
    const watched = new AbortController();
    const watching = watch(watched.signal);
    try {
      await run();
    } finally {
      watched.abort();
    }
    longest = Math.max(longest, await watching);
  }
  return longest;
}

async function watch(signal: AbortSignal): Promise<number> {
  let [longest, last] = [0, process.threadCpuUsage()];
  while (!signal.aborted) {
    await setImmediate();
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
  }
  return longest;
}

function quantile(times: readonly number[], p: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.ceil(p * sorted.length) - 1] ?? Number.NaN;
}
