import { alignedWith, periodBack, samePeriodLastYear, periodAgo, type Period } from '../../calendar/period.ts';
import type { CommandReading, Filter } from '../reading.ts';
import type { Grammar, Sentence, SentenceSyntax } from './grammar.ts';
import { textOf, unresolved, type Outcome, type Unresolved } from './outcome.ts';
import type { Part, Placed } from './part.ts';
import { wordOf, type Word } from './words.ts';

type Kind = Part['kind'];

/** They stand beside any command. */
const anywhere: ReadonlySet<Kind> = new Set(['command', 'filler']);
const offeredMetrics = 4;

/** Puts the parts of a sentence together; each of them is understood, though perhaps not beside the others. */
export function assemble(parts: readonly Placed[], words: readonly Word[], grammar: Grammar): Outcome {
  const sentence = sentenceOf(parts, grammar);
  const conflict = contradiction(parts, { words, by: sentence.by });
  if (conflict !== undefined) return conflict;
  const command = commandOf(sentence, grammar);
  if (command === undefined) return withoutSubject(words, grammar);
  const takes: readonly Kind[] = typeof command.takes === 'function' ? command.takes(sentence) : command.takes;
  const misplaced = parts.find(({ kind }) => !anywhere.has(kind) && !takes.includes(kind));
  if (misplaced !== undefined)
    return outOfPlace(misplaced, { words, label: command.label?.(sentence) ?? command.name });
  return { kind: 'read', reading: readingOf(command, sentence, grammar) };
}

/** The reading of a command by a sentence that says no more than it takes. */
function readingOf(command: SentenceSyntax, sentence: Sentence, { timezone }: Grammar): CommandReading {
  const { audience } = sentence;
  return {
    kind: 'command',
    name: command.name,
    ...command.read(sentence),
    ...(audience === undefined ? {} : { audience }),
    ...(timezone === undefined ? {} : { timezone }),
    corrections: [],
  };
}

/** A command of which nothing is known but its name. */
export function readAlone(command: SentenceSyntax, grammar: Grammar): CommandReading {
  return readingOf(command, sentenceOf([], grammar), grammar);
}

function sentenceOf(parts: readonly Placed[], { vocabulary, clock }: Grammar): Sentence {
  const given = first(parts, 'period')?.period;
  const period = given ?? periodAgo({ unit: 'day', ago: 0, label: 'today' }, clock);
  const against = first(parts, 'versus')?.period;
  const statistic = first(parts, 'statistic')?.statistic;
  const metric = first(parts, 'metric')?.id;
  return {
    command: first(parts, 'command')?.name,
    metric: metric === undefined ? undefined : vocabulary.metrics.find(({ id }) => id === metric),
    period,
    isPeriodGiven: given !== undefined,
    comparison: against && comparisonOf(period, against),
    by: [...new Set(parts.flatMap((part) => (part.kind === 'by' ? part.dimensions : [])))],
    filters: filtersOf(parts),
    statistic: statistic === 'mean' ? undefined : statistic,
    hours: first(parts, 'hours')?.hours === 'business' ? 'business' : undefined,
    minAgeSeconds: first(parts, 'age')?.seconds,
    withinSeconds: first(parts, 'within')?.seconds,
    limit: first(parts, 'limit')?.count,
    audience: first(parts, 'audience')?.audience,
  };
}

function commandOf(sentence: Sentence, { vocabulary }: Grammar): SentenceSyntax | undefined {
  const commands = vocabulary.commands.filter((command) => command.takes !== 'topic');
  if (sentence.command !== undefined) return commands.find(({ name }) => name === sentence.command);
  return commands.findLast((command) => command.matches?.(sentence));
}

/** One filter a key: what is asked of it twice is either of the two. */
function filtersOf(parts: readonly Placed[]): Filter[] {
  const filters = new Map<string, Filter>();
  for (const part of parts) {
    if (part.kind !== 'filter') continue;
    const { key, values, isNegated } = part.filter;
    const name = `${isNegated ? '!' : ''}${key}`;
    filters.set(name, { key, values: [...new Set([...(filters.get(name)?.values ?? []), ...values])], isNegated });
  }
  return [...filters.values()];
}

function withoutSubject(words: readonly Word[], { vocabulary }: Grammar): Unresolved {
  const offered = vocabulary.metrics.slice(0, offeredMetrics);
  const alternatives = () => offered.map(({ id, title }) => ({ label: title, words: [wordOf(id), ...words] }));
  return unresolved('ask', 'Which metric? “list metrics” names those there are.', { alternatives });
}

function outOfPlace(
  { kind, start, next }: Placed,
  { words, label }: { words: readonly Word[]; label: string },
): Unresolved {
  const without = [...words.slice(0, start), ...words.slice(next)];
  const alternatives = () => [{ label: textOf(without), words: without }];
  const misplaced = textOf(words.slice(start, next));
  if (kind === 'within')
    return unresolved('no-data-yet', `No data yet: “${misplaced}” is still to come.`, { alternatives });
  return unresolved('not-understood', `“${label}” does not go with “${misplaced}”.`, { alternatives });
}

function first<K extends Kind>(parts: readonly Placed[], kind: K): Extract<Placed, { kind: K }> | undefined {
  return parts.find((part): part is Extract<Placed, { kind: K }> => part.kind === kind);
}

const mostDimensions = 2;
/** What may stand once only, by what it is called; the same again changes nothing. */
const single = {
  metric: 'metric',
  command: 'command',
  period: 'period',
  versus: 'comparison',
  statistic: 'statistic',
  hours: 'kind of hours',
  age: 'age',
  within: 'time ahead',
  audience: 'audience',
  limit: 'number of rows',
} as const;

/** Where a sentence says two things of which it can mean one: each of them is a choice. */
function contradiction(
  parts: readonly Placed[],
  { words, by }: { words: readonly Word[]; by: readonly string[] },
): Unresolved | undefined {
  if (by.length > mostDimensions) {
    const splits = parts.filter(({ kind }) => kind === 'by');
    const rest = words.filter((_, place) => !splits.some((split) => isIn(split, place)));
    const kept = [...rest, ...['by', ...by.slice(0, mostDimensions)].map(wordOf)];
    const message = `I can split by ${mostDimensions} dimensions at most; you named ${by.join(', ')}.`;
    return unresolved('too-many-dimensions', message, { alternatives: () => [{ label: textOf(kept), words: kept }] });
  }
  for (const [kind, name] of Object.entries(single)) {
    const conflicting = parts.filter((part) => part.kind === kind);
    if (new Set(conflicting.map(meaningOf)).size < 2) continue;
    const alternatives = () =>
      conflicting.map((part) => ({
        label: textOf(words.slice(part.start, part.next)),
        words: words.filter((_, place) => isIn(part, place) || !conflicting.some((other) => isIn(other, place))),
      }));
    return unresolved('ask', `One ${name} at a time, please: which one?`, { alternatives });
  }
  return undefined;
}

function isIn({ start, next }: Placed, place: number): boolean {
  return start <= place && place < next;
}

/** Alike for parts that mean the same, wherever and however they are typed. */
function meaningOf({ start: _start, next: _next, ...part }: Placed): string {
  if (part.kind !== 'period' && part.kind !== 'versus') return JSON.stringify(part);
  const { from, to, end } = part.period ?? {};
  return JSON.stringify([from, to, end]);
}

const sizes = ['second', 'day', 'week', 'month', 'quarter', 'year'] as const;
const named = { 'last week': 'week', 'last month': 'month', 'last quarter': 'quarter' } as const;

/**
 * What `vs` means beside a period: `last year` the same period a year ago; `last week`, `last month` and `last quarter`
 * the same period that much earlier, when they are longer than it; anything else that stretch itself, cut to the same
 * elapsed part where the period is running and of its kind.
 */
function comparisonOf(period: Period, against: Period): Period {
  const { label } = against;
  if (label === 'last year') return samePeriodLastYear(period);
  const unit = label in named ? named[label as keyof typeof named] : undefined;
  const isPart = unit !== undefined && sizes.indexOf(period.unit) < sizes.indexOf(unit);
  // A week is no part of a month: its days would be other weekdays.
  if (isPart && period.unit !== 'week') return { ...periodBack(period, { unit, count: 1 }), label };
  return alignedWith(period, against);
}
