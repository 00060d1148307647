/** Counts the source values that became `other`, as a batch reports them. */
export interface Tally {
  add(field: string, value: string): void;
  counts(): Record<string, number>;
}

export function openTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add(field, value) {
      const key = `${field}: ${JSON.stringify(value)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    counts: () => Object.fromEntries(counts),
  };
}
