import { assemble } from './assemble.ts';
import type { Grammar, TopicSyntax } from './grammar.ts';
import { nearestMetrics } from './nearest.ts';
import { textOf, unresolved, type Alternative, type Outcome, type Unresolved } from './outcome.ts';
import type { Placed } from './part.ts';
import { longest } from './phrases.ts';
import { plannedCommands } from './planned.ts';
import { notAvailable, readParts } from './read-parts.ts';
import { keyAt, toWords, wordOf, type Word } from './words.ts';

/** Reads a whole sentence, with every word of it, or says where it is not understood. */
export function understand(words: readonly Word[], grammar: Grammar): Outcome {
  const first = keyAt(words, 0);
  if (plannedCommands.includes(first)) return unresolved('not-available', notAvailable(first).message);
  const topical = longest(grammar.lexicon.topicCommands, words, 0);
  if (topical !== undefined) return readTopic(topical.meaning, words.slice(topical.next), grammar);
  const broken = words.findIndex(({ kind }) => kind === 'broken');
  if (broken !== -1) return unreadable(broken, words);
  const parts = readParts(words, grammar);
  if (parts.some(({ kind }) => kind === 'unknown')) return unknown(parts, words, grammar);
  for (const part of parts) {
    if (part.kind === 'problem') return problemOutcome(part, words);
  }
  return assemble(parts, words, grammar);
}

/** A command whose topic is the rest of a sentence. */
export function readTopic(command: TopicSyntax, topic: readonly Word[], grammar: Grammar): Outcome {
  const read = command.readTopic(topic, grammar);
  if ('kind' in read) return read;
  return { kind: 'read', reading: { kind: 'command', name: command.name, ...read, corrections: [] } };
}

/** A filter parted from its value may be meant as one with it. */
function unreadable(place: number, words: readonly Word[]): Unresolved {
  const [word, after] = words.slice(place, place + 2);
  const why = word?.kind === 'broken' ? word.why : '';
  const joined = toWords(`${word?.text ?? ''}${after?.text ?? ''}`);
  const alternatives = () =>
    [
      [...words.slice(0, place), ...joined, ...words.slice(place + 2)],
      [...words.slice(0, place), ...words.slice(place + 1)],
    ].map((words) => ({ label: textOf(words), words }));
  return unresolved('not-understood', `I could not read all of it: ${why}.`, { alternatives });
}

function problemOutcome(part: Extract<Placed, { kind: 'problem' }>, words: readonly Word[]): Unresolved {
  const { problem, at = part } = part;
  const withText = (text: string) => [...words.slice(0, at.start), ...toWords(text), ...words.slice(at.next)];
  if (problem.kind === 'ask') {
    const alternatives = () => problem.options.map(({ label, text }) => ({ label, words: withText(text) }));
    return unresolved('ask', problem.message, { alternatives });
  }
  const alternatives = () => [...problem.instead, ''].map((text) => ({ label: text, words: withText(text) }));
  return unresolved(problem.code, problem.message, { alternatives });
}

function unknown(parts: readonly Placed[], words: readonly Word[], grammar: Grammar): Unresolved {
  const unknownParts = parts.filter((part) => part.kind === 'unknown');
  const places = unknownParts.flatMap(({ start, next }) => words.slice(start, next).map((_, index) => start + index));
  const rest = words.filter((_, index) => !places.includes(index));
  const left: Alternative = { label: textOf(rest), words: rest };
  const dimension = unknownParts.find((part) => part.kind === 'unknown' && part.of === 'dimension');
  if (dimension !== undefined) {
    const names = grammar.vocabulary.dimensions.map(({ name }) => name).join(', ');
    const message = `There is no dimension in “${textOf(words.slice(dimension.start, dimension.next))}”; there are ${names}.`;
    return unresolved('unknown-dimension', message, { alternatives: () => [left], unknown: places });
  }
  const unknownText = textOf(words.filter((_, index) => places.includes(index)));
  const hasSubject = parts.some(({ kind }) => kind === 'metric' || kind === 'command');
  if (hasSubject) {
    const alternatives = () =>
      [withBy(words, places, grammar), left].filter((alternative) => alternative !== undefined);
    return unresolved('not-understood', `I did not understand “${unknownText}”.`, { alternatives, unknown: places });
  }
  const alternatives = () => {
    const nearest = nearestMetrics(unknownText, grammar.lexicon).map((id) => [wordOf(id), ...rest]);
    return [...nearest, toWords('list metrics')].map((words) => ({ label: textOf(words), words }));
  };
  const message = `I know no metric “${unknownText}”. “list metrics” names those there are.`;
  return unresolved('unknown-metric', message, { alternatives, unknown: places });
}

/** `csat team` may be meant as `csat by team`. */
function withBy(words: readonly Word[], places: readonly number[], { lexicon }: Grammar): Alternative | undefined {
  const place = places.find((index) => {
    const word = words[index];
    return word?.kind === 'word' && lexicon.dimensions.has(word.key);
  });
  if (place === undefined) return undefined;
  const alternative = [...words.slice(0, place), wordOf('by'), ...words.slice(place)];
  return { label: textOf(alternative), words: alternative };
}
