import { periodAgo, type Period } from '../../calendar/period.ts';
import type { Command, Filter, Question } from '../reading.ts';
import { comparisonOf } from './comparison.ts';
import { contradiction } from './contradiction.ts';
import { dimensionsOf } from './dimensions-of.ts';
import { said, stuck, type Grammar, type Outcome, type Stuck } from './outcome.ts';
import type { Part, Placed } from './parts.ts';
import { wordOf, type Word } from './words.ts';

type Kind = Part['kind'];
type Subject =
  | { readonly name: 'top' | 'risk' }
  | { readonly name: 'sla-outlook'; readonly withinSeconds: number }
  | { readonly name: 'question'; readonly metric: string };

/** What may stand beside each subject. */
const takes: Record<Subject['name'], readonly Kind[]> = {
  question: ['metric', 'period', 'versus', 'by', 'filter', 'statistic', 'age', 'hours', 'audience', 'limit', 'filler'],
  top: ['command', 'period', 'filter', 'audience', 'limit', 'filler'],
  risk: ['command', 'filter', 'audience', 'limit', 'filler'],
  'sla-outlook': ['metric', 'within', 'filter', 'audience', 'filler'],
};
const offeredMetrics = 4;

/** Puts the parts of a sentence together; each of them is understood, though perhaps not beside the others. */
export function assemble(parts: readonly Placed[], words: readonly Word[], grammar: Grammar): Outcome {
  const trouble = contradiction(parts, words);
  if (trouble !== undefined) return trouble;
  const subject = subjectOf(parts);
  if (subject === undefined) return withoutSubject(words, grammar);
  const stray = parts.find((part) => !fits(part, subject, grammar));
  return stray === undefined
    ? { kind: 'read', reading: readingOf(subject, parts, grammar) }
    : outOfPlace(stray, subject, words);
}

function subjectOf(parts: readonly Placed[]): Subject | undefined {
  const [command, metric, within] = [first(parts, 'command'), first(parts, 'metric'), first(parts, 'within')];
  if (command !== undefined) return { name: command.name };
  if (metric?.id === 'sla' && within !== undefined) return { name: 'sla-outlook', withinSeconds: within.seconds };
  if (metric !== undefined) return { name: 'question', metric: metric.id };
  return first(parts, 'limit') && { name: 'top' };
}

function fits({ kind }: Placed, subject: Subject, { vocabulary }: Grammar): boolean {
  if (subject.name !== 'question' || (kind !== 'age' && kind !== 'hours')) return takes[subject.name].includes(kind);
  const metric = vocabulary.metrics.find(({ id }) => id === subject.metric);
  return (kind === 'age' ? metric?.takesAge : metric?.takesHours) === true;
}

function readingOf(subject: Subject, parts: readonly Placed[], { clock, timezone }: Grammar): Question | Command {
  const count = first(parts, 'limit')?.count;
  const audience = first(parts, 'audience')?.audience;
  const asked = {
    filters: filtersOf(parts),
    ...(count === undefined ? {} : { limit: count }),
    ...(audience === undefined ? {} : { audience }),
    ...(timezone === undefined ? {} : { timezone }),
    corrections: [],
  };
  const given = first(parts, 'period')?.period;
  const period = given ?? periodAgo({ unit: 'day', ago: 0, label: 'today' }, clock);
  const askedOfPeriod = { ...asked, period, isPeriodGiven: given !== undefined };
  switch (subject.name) {
    case 'top':
      return { kind: 'command', name: 'top', ...askedOfPeriod };
    case 'risk':
      return { kind: 'command', name: 'risk', ...asked };
    case 'sla-outlook':
      return { kind: 'command', name: 'sla-outlook', withinSeconds: subject.withinSeconds, ...asked };
    case 'question':
      return { kind: 'question', metric: subject.metric, ...askedOfPeriod, ...detailsOf(parts, period) };
  }
}

/** What only a question may carry. */
function detailsOf(parts: readonly Placed[], period: Period) {
  const against = first(parts, 'versus')?.period;
  const statistic = first(parts, 'statistic')?.statistic;
  const age = first(parts, 'age')?.seconds;
  const isBusiness = first(parts, 'hours')?.hours === 'business';
  return {
    by: dimensionsOf(parts),
    ...(against === undefined ? {} : { comparison: comparisonOf(period, against) }),
    ...(statistic === undefined || statistic === 'mean' ? {} : { statistic }),
    ...(age === undefined ? {} : { minAgeSeconds: age }),
    ...(isBusiness ? { hours: 'business' as const } : {}),
  };
}

/** One filter a key: what is said of it twice is either of the two. */
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

function withoutSubject(words: readonly Word[], { vocabulary }: Grammar): Stuck {
  const offered = vocabulary.metrics.slice(0, offeredMetrics);
  const alternatives = () => offered.map(({ id, title }) => ({ label: title, words: [wordOf(id), ...words] }));
  return stuck('ask', 'Which metric? “list metrics” names those there are.', { alternatives });
}

function outOfPlace({ kind, start, next }: Placed, subject: Subject, words: readonly Word[]): Stuck {
  const without = [...words.slice(0, start), ...words.slice(next)];
  const alternatives = () => [{ label: said(without), words: without }];
  const stray = said(words.slice(start, next));
  if (kind === 'within') return stuck('no-data-yet', `No data yet: “${stray}” is still to come.`, { alternatives });
  const name = subject.name === 'question' ? subject.metric : subject.name;
  return stuck('not-understood', `“${name}” does not go with “${stray}”.`, { alternatives });
}

function first<K extends Kind>(parts: readonly Placed[], kind: K): Extract<Placed, { kind: K }> | undefined {
  return parts.find((part): part is Extract<Placed, { kind: K }> => part.kind === kind);
}
