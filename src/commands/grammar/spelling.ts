import { languages } from '../phrases/index.ts';
import { monthNames, weekdayNames } from './calendar-names.ts';
import { audienceWords, keywordPhrases, periodWords, shortWords, statisticWords } from './fixed-words.ts';
import type { Lexicon, Vocabulary } from './grammar.ts';
import { fold } from './normalise.ts';
import { fuzzyIndexOf } from './fuzzy-index.ts';
import { plannedShapes } from './planned.ts';

/** Shorter words, and short names of days and months, are too near to everything. */
const shortestTarget = 3;

export function spellingOf({ metrics, dimensions, commands }: Vocabulary): Pick<Lexicon, 'targets' | 'known'> {
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
