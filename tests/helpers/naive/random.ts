/** Numbers that look random and are the same for the same seed. */
export function randomOf(seed: number) {
  let state = seed * 2_654_435_761;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  function pick<Item>(items: readonly Item[]): Item {
    const item = items[below(items.length)];
    if (item === undefined) throw new TypeError('there is nothing to pick from');
    return item;
  }
  return {
    below,
    pick,
    chance: (share: number) => next() < share,
    /** One of them, or unknown in a quarter of the cases. */
    maybe: <Item>(items: readonly Item[]): Item | null => (next() < 0.25 ? null : pick(items)),
  };
}

export type Random = ReturnType<typeof randomOf>;
