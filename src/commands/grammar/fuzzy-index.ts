import { distance } from './distance.ts';

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
