import type { Clock, Period } from '../../calendar/period.ts';
import type { PeriodName } from '../phrases/language.ts';
import type { CommandReading, Filter } from '../reading.ts';
import type { Audience, Keyword, Statistic } from './fixed-words.ts';
import type { FuzzyIndex } from './fuzzy-search.ts';
import type { Unresolved } from './outcome.ts';
import type { Part } from './part.ts';
import type { Word } from './words.ts';

/** The words that are ours to choose: what there is to ask about, and the commands. The grammar knows none of it by itself. */
export interface Vocabulary {
  readonly metrics: readonly NamedMetric[];
  readonly dimensions: readonly { readonly name: string; readonly aliases: readonly string[] }[];
  readonly commands: readonly Syntax[];
}

export interface NamedMetric {
  readonly id: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** Whether `over 3d` makes sense of it. */
  readonly takesAge?: boolean;
  /** Whether `hours:business` does. */
  readonly takesHours?: boolean;
}

/** The parts of a sentence, put together. */
export interface Sentence {
  /** The command that is named. */
  readonly command: string | undefined;
  readonly metric: NamedMetric | undefined;
  /** Today so far where none was given. */
  readonly period: Period;
  readonly isPeriodGiven: boolean;
  readonly comparison: Period | undefined;
  /** Each once, in the order they were typed. */
  readonly by: readonly string[];
  readonly filters: readonly Filter[];
  /** The mean is what one gets anyway. */
  readonly statistic: 'median' | 'p90' | undefined;
  readonly hours: 'business' | undefined;
  /** `over 3d`, `next 2h`. */
  readonly minAgeSeconds: number | undefined;
  readonly withinSeconds: number | undefined;
  /** `top 5`. */
  readonly limit: number | undefined;
  readonly audience: Audience | undefined;
}

/** What may stand beside the words of a command. */
export type ArgumentKind = Exclude<Part['kind'], 'command' | 'filler' | 'problem' | 'unknown'>;

/** What is a command's own in its reading. */
export type Payload<Reading extends CommandReading> = Omit<Reading, keyof CommandReading>;

interface AnySyntax<Reading extends CommandReading> {
  /** Unique, in lower case; hyphens between words. */
  readonly name: string;
  /** What it is called, most usual first. A word of a language that is not English is as good. */
  readonly words: readonly string[];
  /** Set for the command that is meant where no word is typed: nothing at all, or only symbols such as `?`. */
  readonly wordless?: 'nothing' | 'symbols';
  /** Words that are read as the same again. */
  toText(reading: Reading): readonly string[];
}

/** A command whose words may stand anywhere in a sentence, among what it takes. */
export interface SentenceSyntax<Reading extends CommandReading = CommandReading> extends AnySyntax<Reading> {
  readonly takes: readonly ArgumentKind[] | ((sentence: Sentence) => readonly ArgumentKind[]);
  /** Whether a sentence that names no command means this one; of several the last in the list is meant. */
  matches?(sentence: Sentence): boolean;
  /** What it is called in a refusal, where not by its name. */
  label?(sentence: Sentence): string;
  read(sentence: Sentence): Payload<Reading>;
}

/** A command whose words come first, and whatever follows them is its topic. */
export interface TopicSyntax<Reading extends CommandReading = CommandReading> extends AnySyntax<Reading> {
  readonly takes: 'topic';
  /** Words of its topics that others may be misspellings of, beside the names of metrics. */
  readonly topics?: readonly string[];
  readTopic(topic: readonly Word[], grammar: Grammar): Payload<Reading> | Unresolved;
}

/** How a command is read, and how it is written. */
export type Syntax<Reading extends CommandReading = CommandReading> = SentenceSyntax<Reading> | TopicSyntax<Reading>;

/** Phrases of one class by their folded spelling, with what each means. */
export interface Phrases<Meaning> {
  get(key: string): Meaning | undefined;
  has(key: string): boolean;
  /** Whether a phrase begins like this, or is this. */
  hasBeginning(key: string): boolean;
}

/** Everything that is named by fixed words, by class. */
export interface Lexicon {
  readonly metrics: Phrases<string>;
  readonly periods: Phrases<PeriodName>;
  readonly dimensions: Phrases<string>;
  /** Names of commands, by whether they stand anywhere or first. */
  readonly commands: Phrases<SentenceSyntax>;
  readonly topicCommands: Phrases<TopicSyntax>;
  readonly statistics: Phrases<Statistic>;
  readonly audiences: Phrases<Audience>;
  readonly keywords: Phrases<Keyword>;
  readonly by: Phrases<'by'>;
  readonly fillers: Phrases<'filler'>;
  /** What each metric is called in the vocabulary, folded, by its id. */
  readonly metricNames: ReadonlyMap<string, readonly string[]>;
  /** What a misspelt word may be corrected to, as it is shown. */
  readonly targets: FuzzyIndex<string>;
  /** Words that are spelt right, whether or not they make sense where they stand. */
  readonly known: ReadonlySet<string>;
}

/** What a sentence is understood with. */
export interface Grammar {
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
  readonly clock: Clock;
  /** The zone the asker named; the clock already has it. */
  readonly timezone: string | undefined;
}
