import { UserError } from '../../errors.ts';
import type { AgentKey, Filter, Scope } from '../scope.ts';
import { dimensionsOf } from './dimensions.ts';
import type { Population } from './query.ts';
import { relations, type Dimension, type Relation, type RelationName } from './relations.ts';
import { join, list, raw, sql, type Sql } from './sql.ts';

const keys = [...Object.keys(relations.tickets.dimensions).filter((key) => key !== 'agent'), 'desk'];

/** @throws UserError `unknown-dimension` for a key that tickets cannot be filtered by */
export function checkFilters(filters: readonly Filter[]): void {
  const unknown = filters.find(({ key }) => !keys.includes(key));
  if (!unknown) return;
  throw new UserError(
    'unknown-dimension',
    `This can be filtered by ${keys.slice(0, -1).join(', ')} or ${keys.at(-1)}, not by ${unknown.key}.`,
    keys,
  );
}

/** Those of the filters that a population carries. */
export function carriedBy(population: Population, filters: readonly Filter[]): Filter[] {
  const carried = dimensionsOf({ metric: population });
  return filters.filter(({ key }) => carried.includes(key));
}

/**
 * What narrows a relation, whose rows are `f`, to some desks and by filters that tickets have. Dimensions that the relation does
 * not have are unknown of all its rows.
 */
export function narrow(
  name: RelationName,
  { desks, filters }: { desks: readonly string[]; filters: readonly Filter[] },
): { joins: Sql; where: Sql } {
  const { dimensions }: Relation = relations[name];
  const joins = new Set(filters.flatMap(({ key }) => joinsOf(dimensions[key])));
  const conditions = filters.map((filter) => fits(filter, dimensions));
  return {
    joins: raw([...joins].join(' ')),
    where: join([sql`f.desk IN (${list(desks)})`, ...conditions], ' AND '),
  };
}

function joinsOf(dimension: Dimension | undefined): readonly string[] {
  return typeof dimension === 'object' ? dimension.joins : [];
}

/** Condition that a row `f` fits a filter, whose dimension may be unknown of all rows. */
export function fits(filter: Filter, dimensions: Relation['dimensions']): Sql {
  const { key, isNegated } = filter;
  const dimension = key === 'desk' ? 'f.desk' : dimensions[key];
  if (dimension === undefined) return raw(isNegated ? 'FALSE = FALSE' : 'FALSE = TRUE');
  return filterSql(filter, typeof dimension === 'string' ? dimension : dimension.sql);
}

/** Condition that a row fits a filter. A row whose dimension is unknown has none of the values; text is compared without case. */
export function filterSql(filter: Filter, dimension: string): Sql {
  return sql`coalesce(${matches(filter, raw(dimension))}, FALSE) = ${raw(filter.isNegated ? 'FALSE' : 'TRUE')}`;
}

function matches({ key, values, agents = [] }: Filter, dimension: Sql): Sql {
  if (key === 'agent') return agentsSql(agents, dimension);
  if (key === 'hour' || key === 'weekday') return sql`${dimension} IN (${list(values.map(Number))})`;
  const lower = list(values.map((value) => value.toLowerCase()));
  return key === 'tag'
    ? sql`EXISTS (SELECT 1 FROM unnest(${dimension}) AS u(tag) WHERE lower(u.tag) IN (${lower}))`
    : sql`lower(${dimension}) IN (${lower})`;
}

/** Condition that a row is of an agent who may be named. */
export function isNameable(agents: Exclude<Scope['agents'], 'all'>, dimension: string): Sql {
  if (agents === 'none') throw new TypeError('this scope names no agents');
  return agentsSql(agents, raw(dimension));
}

function agentsSql(agents: readonly AgentKey[], dimension: Sql): Sql {
  if (agents.length === 0) return raw('FALSE');
  const each = agents.map(({ desk, id }) => sql`(f.desk = ${desk} AND ${dimension} = ${id})`);
  return sql`(${join(each, ' OR ')})`;
}
