import { readDuration, readPeriod, type Reader } from './periods.ts';
import { failure, type Problem, type Part, type Placed } from './part.ts';
import type { Lexicon } from './grammar.ts';
import { fold } from './normalise.ts';
import { longest } from './phrases.ts';
import { plannedShapes } from './planned.ts';
import { keyAt, type Word } from './words.ts';

/** Everything a text says, in order and without a word left out. At each place the longest reading wins. */
export function readParts(words: readonly Word[], reader: Reader): Placed[] {
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

export function notAvailable(what: string): Problem {
  return failure('not-available', `“${what}” is not available yet.`);
}
