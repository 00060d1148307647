import { offsets } from '../../calendar/zone.ts';
import { DAY, HOUR } from '../../calendar/units.ts';
import type { Population, Window } from './query.ts';
import { relations, type Dimension, type Relation } from './relations.ts';

/** What figures can be broken down by and filtered on, where their facts carry it; in the order people see. */
export const dimensions = [
  { name: 'team', aliases: ['teams', 'group', 'groups', 'department'] },
  { name: 'agent', aliases: ['agents', 'assignee', 'rep'] },
  { name: 'channel', aliases: ['channels'] },
  { name: 'type', aliases: ['types', 'category', 'categories'] },
  { name: 'priority', aliases: ['priorities'] },
  { name: 'tag', aliases: ['tags'] },
  { name: 'organization', aliases: ['organizations', 'organisation', 'organisations', 'company', 'companies', 'org'] },
  { name: 'segment', aliases: ['segments'] },
  { name: 'desk', aliases: ['desks', 'helpdesk'] },
  { name: 'hour', aliases: ['hours', 'hour of day'] },
  { name: 'weekday', aliases: ['weekdays', 'day of week'] },
  { name: 'kind', aliases: ['kinds'] },
  { name: 'network', aliases: ['networks'] },
  { name: 'topic', aliases: ['topics'] },
  { name: 'article', aliases: ['articles'] },
  { name: 'currency', aliases: ['currencies'] },
] as const;

type Span = Window & { readonly timezone: string };

/** The dimensions of a metric, as people name them. */
export function dimensionsOf({ metric }: { readonly metric: Population }): string[] {
  const own = Object.keys({ ...relations[metric.relation].dimensions, ...metric.dimensions });
  return [...own, 'desk', ...(metric.isStanding ? [] : ['hour', 'weekday'])];
}

/**
 * A dimension of some rows; hours and weekdays by the clocks of the span's zone.
 * @throws TypeError where the population does not carry it
 */
export function dimensionOf(
  population: Population,
  { name, span }: { name: string; span?: Span },
): Exclude<Dimension, string> {
  const { dimensions }: Relation = relations[population.relation];
  const carried = population.dimensions?.[name] ?? dimensions[name] ?? timeOrDesk(population, name, span);
  if (carried === undefined) throw new TypeError(`${population.relation} have no dimension ${name}`);
  return typeof carried === 'string' ? { sql: carried, joins: [] } : carried;
}

function timeOrDesk({ at, isStanding }: Population, name: string, span: Span | undefined): string | undefined {
  if (name === 'desk') return 'f.desk';
  if (isStanding || !span) return undefined;
  const local = localTime(at, span);
  if (name === 'hour') return `(${local} % ${DAY} - ${local} % ${HOUR}) / ${HOUR}`;
  // Day 0 of the epoch was a Thursday; 0 is Monday here.
  return name === 'weekday' ? `((${local} - ${local} % ${DAY}) / ${DAY} + 3) % 7` : undefined;
}

/** Seconds on local clocks since 1970, as an integer expression: the offsets are numbers of ours. */
function localTime(at: string, span: Span): string {
  const all = offsets(span);
  const [first, ...later] = all;
  const cases = later.toReversed().map((offset) => `WHEN ${at} >= ${offset.from} THEN ${offset.seconds}`);
  const shift = cases.length > 0 ? `CASE ${cases.join(' ')} ELSE ${first?.seconds ?? 0} END` : (first?.seconds ?? 0);
  return `(CAST(${at} AS BIGINT) + ${shift})`;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A dimension's value as people read it. */
export function formatKey(dimension: string, value: string | number | null): string {
  if (value === null) return '(unknown)';
  if (dimension === 'weekday') return weekdays[Number(value)] ?? String(value);
  if (dimension === 'hour') return `${String(value).padStart(2, '0')}:00`;
  return String(value).replaceAll('_', dimension === 'kind' || dimension === 'channel' ? ' ' : '_');
}
