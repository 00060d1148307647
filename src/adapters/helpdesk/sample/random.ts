/** Numbers that look random and are the same each time for the same seed and key. */
export interface Random {
  /** At least `from`, below `to`. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  pickBy<T>(list: readonly [T, ...T[]], weight: (item: T) => number): T;
  /** Positive, half of them below the median; a spread of 0.7 puts one in six beyond its double. */
  around(median: number, spread: number): number;
  /** Positive waits that average `mean`: many short, few long. */
  wait(mean: number): number;
}

function hash(text: string, seed: number): number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
    state ^= state >>> 15;
  }
  return state;
}

/** @param key names what is drawn for, such as `ticket 20518 3`; another key gives an independent sequence */
export function randomFor(seed: number, key: string): Random {
  let state = hash(key, seed);

  /** One step of a 32-bit counter through a mixing function. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    pickBy(list, weight) {
      let left = next() * list.reduce((total, item) => total + weight(item), 0);
      for (const item of list) {
        left -= weight(item);
        if (left < 0) return item;
      }
      return list[0];
    },
    around: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    wait: (mean) => -mean * Math.log(1 - next()),
  };
}
