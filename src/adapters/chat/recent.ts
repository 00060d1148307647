/** A memory for a while, bounded in number and in age. */
export interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** Keeps the `most` youngest values, each for `seconds`. */
export function openRecent<Value>(
  limits: { most: number; seconds: number },
  now: () => number = Date.now,
): Recent<Value> {
  const entries = new Map<string, { value: Value; until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.until > now() ? entry.value : undefined;
    },
    set(key, value) {
      // A Map lists its keys in the order they were set: the first is the oldest.
      entries.delete(key);
      entries.set(key, { value, until: now() + limits.seconds * 1_000 });
      const [oldest] = entries.keys();
      if (entries.size > limits.most && oldest !== undefined) entries.delete(oldest);
    },
    delete(key) {
      entries.delete(key);
    },
  };
}
