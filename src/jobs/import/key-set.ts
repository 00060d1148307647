const smallest = 1 << 12;

/**
 * A set of keys that are only ever asked whether they were there before: a number of 53 bits is kept of each, so that a million
 * take 16 MB. That two have the same one is as good as impossible.
 */
export function openKeySet(): { add(key: string): boolean } {
  let slots = new Float64Array(smallest);
  let size = 0;

  /** @returns whether it was not there */
  function put(into: Float64Array, hash: number): boolean {
    const mask = into.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      if (into[at] === hash) return false;
      if (into[at] !== 0) continue;
      into[at] = hash;
      return true;
    }
  }

  return {
    /** @returns whether it is new */
    add(key) {
      if (!put(slots, hashOf(key))) return false;
      size += 1;
      if (size * 2 > slots.length) {
        const larger = new Float64Array(slots.length * 2);
        for (const hash of slots) if (hash !== 0) put(larger, hash);
        slots = larger;
      }
      return true;
    },
  };
}

/** Two hashes of 32 bits by multiplication, mixed at the end and joined to one of 53: never 0. */
function hashOf(key: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1;
}
