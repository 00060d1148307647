import { languages } from '../phrases/index.ts';
import { namedPeriods, type PeriodName } from '../phrases/language.ts';
import { monthNames, weekdayNames } from './calendar-names.ts';
import {
  audienceWords,
  keywordPhrases,
  statisticWords,
  periodWords,
  shortWords,
  plannedShapes,
} from './fixed-words.ts';
import { fuzzyIndexOf } from './fuzzy-search.ts';
import type { Lexicon, Phrases, Vocabulary } from './grammar.ts';
import { fold, type Word } from './words.ts';

const periodNames = Object.keys(namedPeriods) as PeriodName[];

const made = new WeakMap<Vocabulary, Lexicon>();

/** Made once for each vocabulary. */
export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const lexicon = made.get(vocabulary) ?? makeLexicon(vocabulary);
  made.set(vocabulary, lexicon);
  return lexicon;
}

function makeLexicon(vocabulary: Vocabulary): Lexicon {
  const metrics = phrasesOf([
    ...vocabulary.metrics.map(({ id, title, aliases }) => [id, [id, title, ...aliases]] as const),
    ...languages.flatMap((language) => vocabulary.metrics.map(({ id }) => [id, language.metrics[id] ?? []] as const)),
  ]);
  const dimensions = phrasesOf([
    ...vocabulary.dimensions.map(({ name, aliases }) => [name, [name, ...aliases]] as const),
    ...languages.flatMap((language) =>
      vocabulary.dimensions.map(({ name }) => [name, language.dimensions[name] ?? []] as const),
    ),
  ]);
  return {
    metrics,
    dimensions,
    periods: phrasesOf(
      languages.flatMap(({ periods }) => periodNames.map((name) => [name, periods[name] ?? []] as const)),
    ),
    commands: phrasesOf(
      vocabulary.commands.flatMap((command) => (command.takes === 'topic' ? [] : [[command, command.words] as const])),
    ),
    topicCommands: phrasesOf(
      vocabulary.commands.flatMap((command) => (command.takes === 'topic' ? [[command, command.words] as const] : [])),
    ),
    statistics: phrasesIn(statisticWords),
    audiences: phrasesIn(audienceWords),
    keywords: phrasesIn(keywordPhrases),
    by: phrasesOf([['by', languages.flatMap(({ by }) => by)]]),
    fillers: phrasesOf([['filler', languages.flatMap(({ fillers }) => fillers)]]),
    metricNames: new Map(
      vocabulary.metrics.map(({ id, title, aliases }) => [id, [id, title, ...aliases].map((name) => fold(name))]),
    ),
    ...spellingOf(vocabulary),
  };
}

function phrasesIn<Meaning extends string>(words: Readonly<Record<Meaning, readonly string[]>>): Phrases<Meaning> {
  return phrasesOf(Object.entries(words) as [Meaning, readonly string[]][]);
}

/** In words; a Chinese character is one. */
const longestPhrase = 12;

/** Where two meanings share a phrase, the first one has it. */
function phrasesOf<Meaning>(listed: readonly (readonly [Meaning, readonly string[]])[]): Phrases<Meaning> {
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

/** Shorter words, and short names of days and months, are too near to everything. */
const shortestTarget = 3;

function spellingOf({ metrics, dimensions, commands }: Vocabulary): Pick<Lexicon, 'targets' | 'known'> {
  const correctable = [
    ...metrics.flatMap(({ id, title, aliases }) => [id, title, ...aliases]),
    ...dimensions.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...languages.flatMap((language) => [language.metrics, language.periods, language.dimensions].flatMap(valuesOf)),
    ...languages.flatMap(({ by }) => by),
    ...commands.flatMap(({ takes, words }) => (takes === 'topic' ? [] : words)),
    ...[statisticWords, audienceWords].flatMap(valuesOf),
    ...keywordPhrases.versus,
    ...periodWords,
    ...commands.flatMap((command) => (command.takes === 'topic' ? [...command.words, ...(command.topics ?? [])] : [])),
    ...[...monthNames.keys()].filter((name) => name.length > 3),
    ...[...weekdayNames.keys()].filter((name) => name.endsWith('day')),
  ];
  const correct = [
    ...correctable,
    ...valuesOf(keywordPhrases),
    ...shortWords,
    ...languages.flatMap(({ fillers }) => fillers),
    ...plannedShapes,
    ...monthNames.keys(),
    ...weekdayNames.keys(),
  ];
  const targets = correctable.flatMap(spellings).filter(([key]) => key.length >= shortestTarget && !/\d/.test(key));
  return { targets: fuzzyIndexOf(new Map(targets)), known: new Set(correct.flatMap(spellings).map(([key]) => key)) };
}

function valuesOf(phrases: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.values(phrases).flat();
}

/** A phrase written as one word, and each of its words. */
function spellings(phrase: string): (readonly [string, string])[] {
  const words = phrase.split(/[\s_-]+/);
  return [...words, phrase].map((text) => [fold(text), text.toLowerCase()] as const);
}
