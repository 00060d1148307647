/** Counts the source values that became `other`, as a batch reports them. */
export interface Unmapped {
  add(field: string, value: string): void;
  counts(): Record<string, number>;
}

export function openUnmapped(): Unmapped {
  const counts = new Map<string, number>();
  return {
    add(field, value) {
      const key = `${field}: ${JSON.stringify(value)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    counts: () => Object.fromEntries(counts),
  };
}

/** The word that a source value stands for; `other`, and counted, when it stands for none. */
export function wordFor<Word extends string>(
  value: string | null | undefined,
  { words, field, unmapped }: { words: Readonly<Record<string, Word>>; field: string; unmapped: Unmapped },
): Word | 'other' | null {
  if (value === null || value === undefined || value === '') return null;
  const word = Object.hasOwn(words, value) ? words[value] : undefined;
  if (word !== undefined) return word;
  unmapped.add(field, value);
  return 'other';
}

/** Source values that are our own words already. */
export function sameWords<Word extends string>(words: readonly Word[]): Readonly<Record<string, Word>> {
  return Object.fromEntries(words.map((word) => [word, word]));
}
