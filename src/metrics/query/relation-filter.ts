import { UserError } from '../../errors.ts';
import type { Value } from '../../store/store.ts';
import type { Filter } from '../question.ts';
import { relations, type Relation, type RelationName } from './relation.ts';

/** Puts a value beside a statement and gives the placeholder that stands for it. */
export type Bind = (value: Value) => string;

/** SQL that narrows a relation, whose table is named `f`, to some desks and by filters. */
export interface Narrowed {
  readonly joins: string;
  readonly where: string;
}

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

/** Dimensions that a relation does not have are unknown of all its rows. */
export function narrow(
  name: RelationName,
  { desks, filters }: { desks: readonly string[]; filters: readonly Filter[] },
  bind: Bind,
): Narrowed {
  const { dimensions, joins }: Relation = relations[name];
  const used = Object.entries(joins).filter(([alias]) => filters.some(({ key }) => dimensions[key]?.includes(alias)));
  const conditions = filters.map((filter) => fits(filter, dimensions, bind));
  return {
    joins: used.map(([, join]) => join).join(' '),
    where: [`f.desk IN (${desks.map(bind).join(', ') || 'NULL'})`, ...conditions].join(' AND '),
  };
}

/** Condition that a row `f` fits a filter. A row whose dimension is unknown has none of the values; text is compared without case. */
export function fits({ key, values, isNegated }: Filter, dimensions: Relation['dimensions'], bind: Bind): string {
  const wanted = isNegated ? 'FALSE' : 'TRUE';
  const dimension = key === 'desk' ? 'f.desk' : dimensions[key];
  if (dimension === undefined) return `FALSE = ${wanted}`;
  const list = values.map((value) => bind(value.toLowerCase())).join(', ') || 'NULL';
  const matches =
    key === 'tag'
      ? `EXISTS (SELECT 1 FROM unnest(${dimension}) AS u(tag) WHERE lower(u.tag) IN (${list}))`
      : `lower(${dimension}) IN (${list})`;
  return `coalesce(${matches}, FALSE) = ${wanted}`;
}
