import type { Clock } from '../calendar/period.ts';
import { isTimezone, zonesMeantBy } from '../calendar/zone-name.ts';
import { longestText } from '../chat.ts';
import { readAlone } from './grammar/assemble.ts';
import { correct } from './grammar/corrections.ts';
import type { Grammar, Syntax, Vocabulary } from './grammar/grammar.ts';
import { lexiconOf } from './grammar/lexicon.ts';
import { textOf, type Outcome, type Unresolved } from './grammar/outcome.ts';
import { readTopic, understand } from './grammar/understand.ts';
import { normalise, toWords, type Word } from './grammar/words.ts';
import type { Ask, CommandReading, Failure, Reading } from './reading.ts';
import { toText } from './to-text.ts';

const mostSuggestions = 5;

/**
 * Reads what somebody asked. Pure, and never throws: what it cannot read is a reading as well. Dates are those of the
 * clock's zone, or of the one the text names with `tz:`.
 */
export function parse(text: string, vocabulary: Vocabulary, context: Clock): Reading {
  const length = Array.from(text).length;
  if (length > longestText) {
    return failure('too-long', `A command may have ${longestText} characters; this one has ${length}.`, ['help']);
  }
  const normal = normalise(text);
  const grammar = { vocabulary, lexicon: lexiconOf(vocabulary), clock: context, timezone: undefined };
  if (text.trim() === '') return readWordless('nothing', grammar);
  if (!/[\p{L}\p{N}]/u.test(normal)) return readWordless('symbols', grammar);

  const zone = readTimezone(toWords(normal), context.timezone);
  if ('problem' in zone) return failure('unknown-timezone', zone.problem, ['help']);
  const { timezone } = zone;
  return read(zone.words, { ...grammar, clock: { ...context, timezone: timezone ?? context.timezone }, timezone });
}

/** A text without a word. */
function readWordless(typed: Syntax['wordless'], grammar: Grammar): Reading {
  const command = grammar.vocabulary.commands.find(({ wordless }) => wordless === typed);
  if (command === undefined) return failure('not-understood', 'I found no word to read.', ['help']);
  if (command.takes === 'topic') return toReading(readTopic(command, [], grammar), grammar);
  return readAlone(command, grammar);
}

function read(words: readonly Word[], grammar: Grammar): Reading {
  const outcome = understand(words, grammar);
  if (outcome.kind === 'read') return outcome.reading;
  const corrected = outcome.unknown.length === 0 ? [] : correct(words, outcome.unknown, grammar);
  const readings = corrected.flatMap(({ outcome, corrections }) =>
    outcome.kind === 'read' ? [{ ...outcome.reading, corrections }] : [],
  );
  const { commands } = grammar.vocabulary;
  const distinct = [...new Map(readings.map((reading) => [toText(reading, commands), reading])).values()];
  const [only, ...others] = distinct;
  if (only !== undefined) return others.length === 0 ? only : whichOf(distinct.slice(0, mostSuggestions), grammar);
  // Spelt right it may fail for a better reason, such as a date still to come.
  const [better] = corrected.flatMap(({ outcome }) => (outcome.kind === 'unresolved' ? [outcome] : []));
  return toReading(better ?? outcome, grammar);
}

/** Several corrections are as near: the asker chooses. */
function whichOf(readings: readonly CommandReading[], { vocabulary }: Grammar): Ask {
  const choices = readings.map((reading) => ({
    label: reading.corrections.map(({ to }) => to).join(' '),
    command: toText(reading, vocabulary.commands),
  }));
  const misspelt = readings[0]?.corrections.map(({ from }) => from).join(' ') ?? '';
  const labels = choices.map(({ label }) => label);
  const names = `${labels.slice(0, -1).join(', ')} or ${labels.at(-1) ?? ''}`;
  return { kind: 'ask', message: `“${misspelt}” could be ${names}. Which one?`, choices };
}

/** Turns what is unresolved into an answer whose every suggestion is a complete command. */
function toReading(outcome: Outcome, grammar: Grammar): Reading {
  if (outcome.kind === 'read') return outcome.reading;
  const { code, message, alternatives }: Unresolved = outcome;
  if (code === 'ask') {
    const choices = alternatives().map(({ label, words }) => ({
      label,
      command: commandOf(words, grammar) ?? textOf(words),
    }));
    return { kind: 'ask', message, choices };
  }
  const commands = alternatives()
    .map(({ words }) => commandOf(words, grammar))
    .filter((command) => command !== undefined);
  return failure(code, message, [...new Set([...commands.slice(0, mostSuggestions), 'help'])]);
}

/** Undefined where the words are not understood either. */
function commandOf(words: readonly Word[], grammar: Grammar): string | undefined {
  const outcome = understand(words, grammar);
  return outcome.kind === 'read' ? toText(outcome.reading, grammar.vocabulary.commands) : undefined;
}

function failure(code: Failure['code'], message: string, suggestions: readonly string[]): Failure {
  return { kind: 'failure', code, message, suggestions };
}

type Zoned =
  /** The words without `tz:`, and the zone it named. */
  { readonly words: readonly Word[]; readonly timezone: string | undefined } | { readonly problem: string };

/** Takes `tz:<zone>` out of a sentence: it changes what every date in it means. */
function readTimezone(words: readonly Word[], current: string): Zoned {
  const isZone = (word: Word) => word.kind === 'pair' && word.key === 'tz' && !word.isNegated;
  const names = new Set(
    words.flatMap((word) => (word.kind === 'pair' && isZone(word) ? word.values.map(zoneName) : [])),
  );
  const [timezone, ...others] = names;
  const rest = words.filter((word) => !isZone(word));
  if (others.length > 0) return { problem: `One zone at a time, please; you named ${[...names].join(', ')}.` };
  if (timezone === undefined || isTimezone(timezone)) return { words: rest, timezone };
  const meant = zonesMeantBy(timezone);
  if (meant.length > 0) return { problem: `“${timezone}” may mean ${meant.join(' or ')}. Please name the zone so.` };
  return { problem: `I know no zone “${timezone}”. Zones are written like ${current} or America/New_York.` };
}

/** With its capitals, which are of no account but look better. */
function zoneName(typed: string): string {
  return Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase() === typed.toLowerCase()) ?? typed;
}
