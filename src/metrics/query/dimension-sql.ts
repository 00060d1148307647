import { offsets } from '../../calendar/offsets.ts';
import type { Population } from '../metric.ts';
import { relations, type Relation } from './relation.ts';
import type { Window } from './window.ts';

type Span = Window & { readonly timezone: string };

/**
 * SQL of a dimension; hours and weekdays by the clocks of a zone.
 * @throws TypeError where the population does not carry it
 */
export function dimensionSql(population: Population, { name, span }: { name: string; span: Span }): string {
  const dimensions: Relation['dimensions'] = relations[population.relation].dimensions;
  const own = population.dimensions?.[name] ?? dimensions[name];
  if (own) return own;
  if (name === 'desk') return 'f.desk';
  const local = localTime(population.at, span);
  if (name === 'hour' && !population.isStanding) return `(${local} % 86400 - ${local} % 3600) / 3600`;
  // Day 0 of the epoch was a Thursday; 0 is Monday here.
  if (name === 'weekday' && !population.isStanding) return `((${local} - ${local} % 86400) / 86400 + 3) % 7`;
  throw new TypeError(`${population.relation} have no dimension ${name}`);
}

/** Seconds on local clocks since 1970, as an integer expression: the offsets are numbers of ours. */
function localTime(at: string, span: Span): string {
  const all = offsets(span);
  const [first, ...later] = all;
  const cases = later.toReversed().map((offset) => `WHEN ${at} >= ${offset.from} THEN ${offset.seconds}`);
  const shift = cases.length > 0 ? `CASE ${cases.join(' ')} ELSE ${first?.seconds ?? 0} END` : (first?.seconds ?? 0);
  return `(CAST(${at} AS BIGINT) + ${shift})`;
}
