import { fold } from './words.ts';

/** Something that a word may be a misspelling of. */
interface Entry<Meaning> {
  readonly key: string;
  readonly meaning: Meaning;
  /** Its letters, and the first few of them, as bits. */
  readonly letters: number;
  readonly opening: number;
}

/** Words by their length, so that few of them are compared with one that is misspelt. */
export interface FuzzyIndex<Meaning> {
  /**
   * What is at most `maxEdits` letters from a word, in the order of the index.
   * @param compare counts the comparisons in a test
   */
  search(
    word: string,
    maxEdits: number,
    compare?: typeof distance,
  ): { readonly key: string; readonly meaning: Meaning; readonly edits: number }[];
}

/** The most letters that two words may be apart and be found. */
const mostEdits = 2;

export function fuzzyIndexOf<Meaning>(words: Iterable<readonly [string, Meaning]>): FuzzyIndex<Meaning> {
  const byLength = new Map<number, (Entry<Meaning> & { readonly place: number })[]>();
  let place = 0;
  for (const [key, meaning] of words) {
    const letters = Array.from(key);
    const entry = { key, meaning, letters: bitsOf(letters), opening: openingOf(letters), place };
    const alike = byLength.get(letters.length) ?? [];
    byLength.set(letters.length, alike);
    alike.push(entry);
    place += 1;
  }
  return {
    search(word, maxEdits, compare = distance) {
      if (maxEdits > mostEdits) throw new RangeError(`at most ${mostEdits} letters, not ${maxEdits}`);
      const letters = Array.from(word);
      const [bits, opening] = [bitsOf(letters), openingOf(letters)];
      const found: { key: string; meaning: Meaning; edits: number; place: number }[] = [];
      for (let length = letters.length - maxEdits; length <= letters.length + maxEdits; length += 1) {
        for (const entry of byLength.get(length) ?? []) {
          // Each letter that only one of them has takes a change, and so does each of the first that is not carried over.
          if (Math.min(length, letters.length) > maxEdits && (entry.opening & opening) === 0) continue;
          if (count(entry.letters & ~bits) > maxEdits || count(bits & ~entry.letters) > maxEdits) continue;
          const edits = compare(word, entry.key, maxEdits);
          if (edits <= maxEdits) found.push({ key: entry.key, meaning: entry.meaning, edits, place: entry.place });
        }
      }
      return found
        .sort((one, other) => one.place - other.place)
        .map(({ key, meaning, edits }) => ({ key, meaning, edits }));
    },
  };
}

function openingOf(letters: readonly string[]): number {
  return bitsOf(letters.slice(0, mostEdits + 1));
}

/** A bit a letter; letters may share one. */
function bitsOf(letters: readonly string[]): number {
  return letters.reduce((bits, letter) => bits | (1 << ((letter.codePointAt(0) ?? 0) % 32)), 0);
}

function count(bits: number): number {
  let rest = bits;
  let found = 0;
  for (; rest !== 0; rest &= rest - 1) found += 1;
  return found;
}

/**
 * How many letters to insert, leave out, replace or swap with a neighbour make one word of the other
 * (Damerau–Levenshtein, with changes between swapped letters allowed). Only cells that may lie within the limit are filled.
 * @returns Infinity where it is more than `limit`
 */
export function distance(one: string, other: string, limit = Infinity): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  const width = b.length + 2;
  const far = a.length + b.length;
  // Row and column 0 are a border that no swap may reach over.
  const table = Array.from({ length: (a.length + 2) * width }, () => far);
  const cell = (i: number, j: number) => table[i * width + j] ?? far;
  for (let i = 0; i <= a.length; i += 1) table[(i + 1) * width + 1] = i;
  for (let j = 0; j <= b.length; j += 1) table[width + j + 1] = j;

  const lastRowOf = new Map<string, number>();
  for (const [i, letter] of a.entries()) {
    let lastMatch = 0;
    let nearest = i + 1;
    const [first, end] = [Math.max(0, i - limit), Math.min(b.length, i + limit + 1)];
    for (let j = first; j < end; j += 1) {
      const against = b[j] ?? '';
      const row = lastRowOf.get(against) ?? 0;
      const column = lastMatch;
      const isSame = letter === against;
      const swapped = cell(row, column) + (i - row) + 1 + (j - column);
      const replaced = cell(i + 1, j + 1) + (isSame ? 0 : 1);
      const cost = Math.min(swapped, replaced, cell(i + 2, j + 1) + 1, cell(i + 1, j + 2) + 1);
      table[(i + 2) * width + j + 2] = cost;
      nearest = Math.min(nearest, cost);
      if (isSame) lastMatch = j + 1;
    }
    if (nearest > limit) return Infinity;
    lastRowOf.set(letter, i + 1);
  }
  const found = cell(a.length + 1, b.length + 1);
  return found > limit ? Infinity : found;
}

/** Up to three metrics whose names look most like a text, nearest first; none where nothing does. */
export function nearestMetrics(
  text: string,
  { metricNames }: { metricNames: ReadonlyMap<string, readonly string[]> },
): string[] {
  const key = fold(text).slice(0, 40);
  return [...metricNames]
    .flatMap(([id, names]) => {
      const far = howFar(key, names);
      return far === undefined ? [] : [{ id, far }];
    })
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ id }) => id);
}

/** The distance to the nearest of some names; undefined where half of its letters are others. */
function howFar(key: string, names: readonly string[]): number | undefined {
  const similar = names.map((name) => distance(key, name, mostFor(key, name))).filter(Number.isFinite);
  if (similar.length === 0) return undefined;
  const nearest = Math.min(...similar);
  const isNearer = (name: string) => mostFor(key, name) < nearest && distance(key, name, nearest - 1) < nearest;
  return names.some(isNearer) ? undefined : nearest;
}

/** The most letters that may differ. */
function mostFor(key: string, name: string): number {
  return Math.ceil(Math.max(key.length, name.length) / 2) - 1;
}
