import { languages } from '../phrases/index.ts';
import { namedPeriods, type PeriodName } from '../phrases/language.ts';
import type { Vocabulary } from '../reading.ts';
import {
  audienceWords,
  commandWords,
  jointWords,
  statisticWords,
  type Audience,
  type CommandWord,
  type Joint,
  type Statistic,
} from './fixed-words.ts';
import { fold } from './normalise.ts';
import { phrasesOf, type Phrases } from './phrases.ts';
import { spellingOf, type Spelling } from './spelling.ts';

/** Everything that is said in fixed words, by class. */
export interface Lexicon extends Spelling {
  readonly metrics: Phrases<string>;
  readonly periods: Phrases<PeriodName>;
  readonly dimensions: Phrases<string>;
  readonly commands: Phrases<CommandWord>;
  readonly statistics: Phrases<Statistic>;
  readonly audiences: Phrases<Audience>;
  readonly joints: Phrases<Joint>;
  readonly by: Phrases<'by'>;
  readonly fillers: Phrases<'filler'>;
  /** What each metric is called in the vocabulary, folded, by its id. */
  readonly metricNames: ReadonlyMap<string, readonly string[]>;
}

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
    commands: phrasesIn(commandWords),
    statistics: phrasesIn(statisticWords),
    audiences: phrasesIn(audienceWords),
    joints: phrasesIn(jointWords),
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
