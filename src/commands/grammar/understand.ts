import { assemble } from './assemble.ts';
import type { Grammar, Lexicon, TopicSyntax } from './grammar.ts';
import { nearestMetrics } from './fuzzy-search.ts';
import { fold, keyAt, toWords, wordOf, type Word } from './words.ts';
import { textOf, unresolved, type Alternative, type Outcome, type Unresolved } from './outcome.ts';
import { type Placed, failure, type Problem, type Part } from './part.ts';
import { readDuration, readPeriod, type Reader } from './periods.ts';
import { longest } from './lexicon.ts';
import { plannedCommands, plannedShapes } from './fixed-words.ts';

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

/** Everything a text says, in order and without a word left out. At each place the longest reading wins. */
function readParts(words: readonly Word[], reader: Reader): Placed[] {
  const parts: Placed[] = [];
  for (let start = 0; start < words.length; start = parts.at(-1)?.next ?? words.length) {
    parts.push(partAt(words, start, reader));
  }
  return parts;
}

function partAt(words: readonly Word[], start: number, reader: Reader): Placed {
  const word = words[start];
  if (word !== undefined && word.kind !== 'word') {
    return { ...readMarked(word, reader.lexicon), start, next: start + 1 };
  }
  const readings = [
    readPhrase(words, start, reader.lexicon),
    readTop(words, start),
    readTimes(words, start, reader.lexicon),
    readBy(words, start, reader.lexicon),
    readVersus(words, start, reader),
    readShape(words, start, reader.lexicon),
    readPeriodPart(words, start, reader),
  ];
  const unknown: Placed = { kind: 'unknown', of: 'word', start, next: start + 1 };
  return readings.reduce<Placed>(
    (best, reading) => (reading && (best.kind === 'unknown' || reading.next > best.next) ? reading : best),
    unknown,
  );
}

/** Words with a mark on them: `key:value`, `@person`. */
function readMarked(word: Exclude<Word, { kind: 'word' }>, { dimensions }: Lexicon): Part {
  if (word.kind === 'broken') return { kind: 'unknown', of: 'word' };
  if (word.kind === 'person') {
    return { kind: 'filter', filter: { key: 'agent', values: [word.name], isNegated: word.isNegated } };
  }
  const hours = word.key === 'hours' && !word.isNegated && word.values.length === 1 ? fold(word.values[0] ?? '') : '';
  if (hours === 'business' || hours === 'calendar') return { kind: 'hours', hours };
  const key = dimensions.get(word.key);
  if (key === undefined) return { kind: 'unknown', of: 'dimension' };
  return { kind: 'filter', filter: { key, values: [...new Set(word.values)], isNegated: word.isNegated } };
}

function readPhrase(words: readonly Word[], start: number, lexicon: Lexicon): Placed | undefined {
  const place = <Meaning>(found: { meaning: Meaning; next: number } | undefined, part: (meaning: Meaning) => Part) =>
    found && { ...part(found.meaning), start, next: found.next };
  const readings = [
    place(longest(lexicon.metrics, words, start), (id) => ({ kind: 'metric', id })),
    place(longest(lexicon.commands, words, start), ({ name }) => ({ kind: 'command', name })),
    place(longest(lexicon.statistics, words, start), (statistic) => ({ kind: 'statistic', statistic })),
    place(longest(lexicon.audiences, words, start), (audience) => ({ kind: 'audience', audience })),
    place(longest(lexicon.fillers, words, start), () => ({ kind: 'filler' })),
    readAnd(words, start, lexicon),
  ];
  return readings.reduce(
    (best, reading) => (reading && (!best || reading.next > best.next) ? reading : best),
    undefined,
  );
}

/** Between two parts "and" adds nothing. */
function readAnd(words: readonly Word[], start: number, { keywords }: Lexicon): Placed | undefined {
  const keyword = longest(keywords, words, start);
  return keyword?.meaning === 'and' ? { kind: 'filler', start, next: keyword.next } : undefined;
}

/** `top 5`. */
function readTop(words: readonly Word[], start: number): Placed | undefined {
  const count = /^\d{1,3}$/.exec(keyAt(words, start + 1))?.[0];
  if (keyAt(words, start) !== 'top' || count === undefined || Number(count) === 0) return undefined;
  return { kind: 'limit', count: Number(count), start, next: start + 2 };
}

/** `over 3d`, `next 2h`. */
function readTimes(words: readonly Word[], start: number, { keywords }: Lexicon): Placed | undefined {
  const opening = longest(keywords, words, start);
  if (opening?.meaning !== 'over' && opening?.meaning !== 'next') return undefined;
  const duration = readDuration(words, opening.next);
  const kind = opening.meaning === 'over' ? 'age' : 'within';
  return duration && { kind, seconds: duration.seconds, start, next: duration.next };
}

/** `by team`, `by team and channel`; more than two are read as well, to be refused together. */
function readBy(words: readonly Word[], start: number, { dimensions, by, keywords }: Lexicon): Placed | undefined {
  const opening = longest(by, words, start);
  if (opening === undefined) return undefined;
  const found: string[] = [];
  let next = opening.next;
  for (;;) {
    const and = longest(keywords, words, next);
    const keyword = and?.meaning === 'and' ? and : longest(by, words, next);
    const dimension = longest(dimensions, words, (found.length === 0 ? undefined : keyword)?.next ?? next);
    if (dimension === undefined) break;
    found.push(dimension.meaning);
    next = dimension.next;
  }
  if (found.length > 0) return { kind: 'by', dimensions: found, start, next };
  return { kind: 'unknown', of: 'dimension', start, next: Math.min(next + 1, words.length) };
}

function readVersus(words: readonly Word[], start: number, reader: Reader): Placed | undefined {
  const { keywords } = reader.lexicon;
  const opening = longest(keywords, words, start);
  if (opening?.meaning !== 'versus') return undefined;
  const after = longest(keywords, words, opening.next);
  const previous = after?.meaning === 'previous' ? after.next : 0;
  const period = readPeriodPart(words, opening.next, reader);
  if (period !== undefined && period.next > previous) {
    return period.kind === 'period' ? { ...period, kind: 'versus', start } : period;
  }
  return previous === 0 ? undefined : { kind: 'versus', period: undefined, start, next: previous };
}

/** `as chart`. */
function readShape(words: readonly Word[], start: number, { keywords }: Lexicon): Placed | undefined {
  const opening = longest(keywords, words, start);
  if (opening?.meaning !== 'as') return undefined;
  const shape = plannedShapes.find((shape) => shape === keyAt(words, opening.next));
  return shape === undefined
    ? undefined
    : { kind: 'problem', problem: notAvailable(`as ${shape}`), start, next: opening.next + 1 };
}

function readPeriodPart(
  words: readonly Word[],
  start: number,
  reader: Reader,
): Extract<Placed, { kind: 'period' | 'problem' }> | undefined {
  const read = readPeriod(words, start, reader);
  if (read === undefined) return undefined;
  if ('problem' in read) return { kind: 'problem', at: { start, next: read.next }, ...read, start };
  return { kind: 'period', period: read.result, start, next: read.next };
}

function notAvailable(what: string): Problem {
  return failure('not-available', `“${what}” is not available yet.`);
}
