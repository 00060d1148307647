import { languages } from '../phrases/index.ts';
import { namedPeriods, type PeriodName } from '../phrases/language.ts';
import { audienceWords, keywordPhrases, statisticWords } from './fixed-words.ts';
import type { Lexicon, Vocabulary } from './grammar.ts';
import { fold } from './normalise.ts';
import { phrasesOf, type Phrases } from './phrases.ts';
import { spellingOf } from './spelling.ts';

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
