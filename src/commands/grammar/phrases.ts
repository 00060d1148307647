import { fold } from './normalise.ts';
import type { Word } from './words.ts';

/** Phrases of one class by their folded spelling, with what each means. */
export interface Phrases<Meaning> {
  get(key: string): Meaning | undefined;
  has(key: string): boolean;
  /** Whether a phrase begins like this, or is this. */
  hasBeginning(key: string): boolean;
}

/** In words; a Chinese character is one. */
const longestPhrase = 12;

/** Where two meanings share a phrase, the first one has it. */
export function phrasesOf<Meaning>(listed: readonly (readonly [Meaning, readonly string[]])[]): Phrases<Meaning> {
  const phrases = new Map<string, Meaning>();
  for (const [meaning, texts] of listed) {
    for (const key of texts.map(fold)) if (!phrases.has(key)) phrases.set(key, meaning);
  }
  const sorted = [...phrases.keys()].sort();
  return {
    get: (key) => phrases.get(key),
    has: (key) => phrases.has(key),
    hasBeginning: (key) => sorted[firstFrom(sorted, key)]?.startsWith(key) === true,
  };
}

/** The longest phrase that begins at a word, hyphens and spaces being nothing. */
export function longest<Meaning>(
  phrases: Phrases<Meaning>,
  words: readonly Word[],
  start: number,
): { meaning: Meaning; next: number } | undefined {
  let joined = '';
  let found: { meaning: Meaning; next: number } | undefined;
  for (let next = start; next < start + longestPhrase; next += 1) {
    const word = words[next];
    if (word?.kind !== 'word') break;
    joined += word.key;
    if (!phrases.hasBeginning(joined)) break;
    const meaning = phrases.get(joined);
    if (meaning !== undefined) found = { meaning, next: next + 1 };
  }
  return found;
}

/** The place of the first text that does not come before this one. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
