import type { Clock } from '../calendar/period.ts';
import { correct } from './grammar/corrections.ts';
import { lexiconOf } from './grammar/lexicon.ts';
import { normalise } from './grammar/normalise.ts';
import type { Alternative, Grammar, Stuck } from './grammar/outcome.ts';
import { said } from './grammar/outcome.ts';
import { understand } from './grammar/sentence.ts';
import { readTimezone } from './grammar/timezone.ts';
import { toWords, type Word } from './grammar/words.ts';
import type { Failure, Reading, Vocabulary } from './reading.ts';
import { toText } from './to-text.ts';

/** In characters, as typed. */
const longestText = 500;
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
  if (text.trim() === '') return { kind: 'command', name: 'default-card', corrections: [] };
  const normal = normalise(text);
  if (!/[\p{L}\p{N}]/u.test(normal)) return { kind: 'command', name: 'help', corrections: [] };

  const zone = readTimezone(toWords(normal), context.timezone);
  if ('problem' in zone) return failure('unknown-timezone', zone.problem, ['help']);
  const clock = { ...context, timezone: zone.timezone ?? context.timezone };
  return read(zone.words, { vocabulary, lexicon: lexiconOf(vocabulary), clock, timezone: zone.timezone });
}

function read(words: readonly Word[], grammar: Grammar): Reading {
  const outcome = understand(words, grammar);
  if (outcome.kind === 'read') return outcome.reading;
  const corrected = outcome.unknown.length === 0 ? [] : correct(words, outcome.unknown, grammar);
  const readings = corrected.flatMap(({ outcome, corrections }) =>
    outcome.kind === 'read' ? [{ corrections, reading: { ...outcome.reading, corrections } }] : [],
  );
  const distinct = [...new Map(readings.map((each) => [toText(each.reading), each])).values()];
  const [only, ...others] = distinct;
  if (only !== undefined && others.length === 0) return only.reading;
  if (only === undefined)
    return settled(corrected[0]?.outcome.kind === 'stuck' ? corrected[0].outcome : outcome, grammar);

  const choices = distinct.slice(0, mostSuggestions).map(({ corrections, reading }) => ({
    label: corrections.map(({ to }) => to).join(' '),
    command: toText(reading),
  }));
  const strange = only.corrections.map(({ from }) => from).join(' ');
  const names = choices.map(({ label }) => label);
  return {
    kind: 'ask',
    message: `“${strange}” could be ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}. Which one?`,
    choices,
  };
}

/** Turns what is stuck into an answer whose every suggestion is a complete command. */
function settled({ code, message, alternatives }: Stuck, grammar: Grammar): Reading {
  const choices = alternatives.map((alternative) => ({
    label: alternative.label,
    command: commandOf(alternative, grammar),
  }));
  if (code === 'ask') {
    return {
      kind: 'ask',
      message,
      choices: choices.map(({ label, command }, index) => ({
        label,
        command: command ?? said(alternatives[index]?.words ?? []),
      })),
    };
  }
  const commands = choices.flatMap(({ command }) => (command === undefined ? [] : [command]));
  return failure(code, message, [...new Set([...commands.slice(0, mostSuggestions), 'help'])]);
}

/** Undefined where the alternative is not understood either. */
function commandOf({ words }: Alternative, grammar: Grammar): string | undefined {
  const outcome = understand(words, grammar);
  return outcome.kind === 'read' ? toText(outcome.reading) : undefined;
}

function failure(code: Failure['code'], message: string, suggestions: readonly string[]): Failure {
  return { kind: 'failure', code, message, suggestions };
}
