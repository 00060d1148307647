import { monitorEventLoopDelay } from 'node:perf_hooks';

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
  /** The longest that the first side held the event loop, in milliseconds. */
  readonly worstDelay: number;
}

/** Time several ways to one answer side by side: each round runs all of them, in turn from the front and from the back. */
export async function race(sides: Readonly<Record<string, () => Promise<unknown>>>): Promise<Race> {
  const entrants = Object.entries(sides);
  const taken = new Map(entrants.map(([name]): [string, number[]] => [name, []]));
  for (let round = 0; round < warmUps; round += 1) for (const [, run] of entrants) await run();
  let worstDelay = 0;
  const begin = performance.now();
  let n = 0;
  while (n < rounds.most && (n < rounds.least || performance.now() - begin < patience)) {
    for (const [name, run] of n % 2 === 0 ? entrants : entrants.toReversed()) {
      const delays = monitorEventLoopDelay({ resolution: 1 });
      delays.enable();
      const start = performance.now();
      await run();
      taken.get(name)?.push(performance.now() - start);
      delays.disable();
      if (name === entrants[0]?.[0]) worstDelay = Math.max(worstDelay, delays.max / 1e6);
    }
    n += 1;
  }
  const times = [...taken].map(([name, each]) => [name, { p50: quantile(each, 0.5), p95: quantile(each, 0.95) }]);
  return { n, times: Object.fromEntries(times), worstDelay };
}

function quantile(times: readonly number[], p: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.ceil(p * sorted.length) - 1] ?? Number.NaN;
}
