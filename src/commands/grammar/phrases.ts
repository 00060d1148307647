import { fold } from './normalise.ts';
import type { Word } from './words.ts';

/** Phrases of one class by their folded spelling, with what each means. */
export type Phrases<Meaning> = ReadonlyMap<string, Meaning>;

/** In words; a Chinese character is one. */
const longestPhrase = 12;

/** Where two meanings share a phrase, the first one has it. */
export function phrasesOf<Meaning>(said: readonly (readonly [Meaning, readonly string[]])[]): Phrases<Meaning> {
  const phrases = new Map<string, Meaning>();
  for (const [meaning, texts] of said) {
    for (const key of texts.map(fold)) if (!phrases.has(key)) phrases.set(key, meaning);
  }
  return phrases;
}

/** The longest phrase that begins at a word, hyphens and spaces being nothing. */
export function longest<Meaning>(
  phrases: Phrases<Meaning>,
  words: readonly Word[],
  start: number,
): { meaning: Meaning; next: number } | undefined {
  let joined = '';
  let found: { meaning: Meaning; next: number } | undefined;
  for (const [offset, word] of words.slice(start, start + longestPhrase).entries()) {
    if (word.kind !== 'word') break;
    joined += word.key;
    const meaning = phrases.get(joined);
    if (meaning !== undefined) found = { meaning, next: start + offset + 1 };
  }
  return found;
}
