import type { Filter, Scope } from '../scope.ts';
import { aggregatesOf, double, quantilesSql } from './aggregates.ts';
import { dimensionOf } from './dimensions.ts';
import { toSql, type Expression, type Params } from './expression.ts';
import { filterSql, isNameable } from './filters.ts';
import type { Query } from './query.ts';
import { relations } from './relations.ts';
import { join, list, raw, sql, type Sql } from './sql.ts';
import { isInWindows, spanOf, windowIndex, windowTable, type Window } from './windows.ts';

/** Which of a query's rows count. */
export interface Selection {
  readonly filters: readonly Filter[];
  readonly scope: Scope;
  /** Epoch seconds. */
  readonly now: number;
  /** IANA zone of hours and weekdays. */
  readonly timezone: string;
  /** Least age of a snapshot's rows in seconds, instead of the usual. */
  readonly minAge?: number | undefined;
}

/** And how they are grouped. */
export interface Grouping extends Selection {
  /** None overlaps another; oldest first. */
  readonly windows: readonly Window[];
  readonly by: readonly string[];
  /** Whether median and p90 of a mean are wanted. */
  readonly hasQuantiles?: boolean;
  /** Aggregates of the same rows wanted beside the query's, as `b0`, `b1` … */
  readonly besides?: readonly Expression[];
}

/**
 * The aggregates of a query's measure by window and by the dimensions asked for. Columns: `w` (index of the window), `d0`,
 * `d1` (dimensions), `agent_desk` where an agent is named, `currency` of a lifetime value, then the aggregates. Windows and groups
 * without a row are not there.
 */
export function statement(query: Query, grouping: Grouping): Sql {
  const { measure } = query;
  const { hasQuantiles = false, besides = [] } = grouping;
  const { params, head, body, keys } = sourceOf(query, grouping);
  const named = keys.map(({ name, of }) => sql`${of} AS ${raw(name)}`);
  const places = keys.map((_, index) => index + 1);
  if (measure.kind === 'repeat') {
    const things = sql`SELECT ${join([...named, sql`${toSql(measure.thing, params)} AS thing`], ', ')}, count(*) AS times
      ${body} GROUP BY ${raw([...places, keys.length + 1].join(', '))}`;
    const names = raw(keys.map(({ name }) => name).join(', '));
    const aggregates = raw('count(*) AS n, count(*) FILTER (WHERE r.times >= 2) AS hits');
    return sql`${head}SELECT ${names}, ${aggregates} FROM (${things}) r GROUP BY ${names}`;
  }
  const aggregates = [
    raw('count(*) AS n'),
    ...aggregatesOf(query, { params, hasQuantiles }),
    ...besides.map((beside, index) => sql`${double(toSql(beside, params))} AS ${raw(`b${index}`)}`),
  ];
  return sql`${head}SELECT ${join([...named, ...aggregates], ', ')} ${body} GROUP BY ${raw(places.join(', '))}`;
}

/** The own values of a mean's rows at some fractions of them (in 0–1), as the list `quantiles`. */
export function quantileStatement(
  query: Query,
  { window, fractions, ...selection }: Selection & { window: Window; fractions: readonly number[] },
): Sql {
  if (query.measure.kind !== 'mean') throw new TypeError(`a ${query.measure.kind} has no ranks`);
  const { params, head, body } = sourceOf(query, { ...selection, windows: [window], by: [] });
  return sql`${head}SELECT ${quantilesSql(toSql(query.measure.of, params), { fractions, isOfRow: true })} ${body}`;
}

/** What rows are grouped by. */
interface Key {
  readonly name: string;
  readonly of: Sql;
}

/** Where the rows come from and what they are grouped by. */
function sourceOf(query: Query, { windows, by, filters, scope, now, timezone, minAge }: Grouping) {
  const { measure, isStanding = false } = query;
  const at = raw(query.at);
  const span = { ...spanOf(windows), timezone };
  const dimension = (name: string) => dimensionOf(query, { name, span });
  const used = [...by, ...filters.map(({ key }) => key)];
  const params: Params = {
    now,
    firstUntil: Math.min(...windows.map(({ to }) => to)),
    lastUntil: span.to,
    desks: list(scope.desks),
    arePeople: scope.desks.length > 1 && !used.includes('desk'),
  };
  const needed = measure.kind === 'mix' ? [...used, measure.of] : used;
  const joins = new Set([...needed.flatMap((name) => dimension(name).joins), ...(query.joins ?? [])]);
  const from = [
    sql`${toSql(relations[query.relation].table, params)} f`,
    ...(isStanding ? [raw('CROSS JOIN windows t')] : []),
    ...[...joins].map((each) => toSql(each, params)),
    ...by.flatMap((name, index) =>
      name === 'tag' ? [raw(`CROSS JOIN LATERAL unnest(${dimension(name).sql}) AS g${index}(tag)`)] : [],
    ),
  ];
  const where = [
    sql`f.desk IN (${params.desks})`,
    ...(isStanding ? [] : [isInWindows(at, windows)]),
    ...(query.where === undefined ? [] : [toSql(query.where, params)]),
    ...filters.map((filter) => filterSql(filter, dimension(filter.key).sql)),
    ...(used.includes('agent') && scope.agents !== 'all' ? [isNameable(scope.agents, dimension('agent').sql)] : []),
  ];
  const keys: Key[] = [
    { name: 'w', of: isStanding ? raw('t.i') : windowIndex(at, windows) },
    ...by.map((name, index) => ({
      name: `d${index}`,
      of: raw(name === 'tag' ? `g${index}.tag` : dimension(name).sql),
    })),
    ...(by.includes('agent') ? [{ name: 'agent_desk', of: raw('f.desk') }] : []),
    ...(measure.kind === 'lifetime-value' ? [{ name: 'currency', of: raw('f.currency') }] : []),
  ];
  const usualAge = measure.kind === 'snapshot' ? measure.minAge : undefined;
  return {
    params,
    head: isStanding ? windowTable(windows, minAge ?? usualAge ?? 0) : raw(''),
    body: sql`FROM ${join(from, ' ')} WHERE ${join(where, ' AND ')}`,
    keys,
  };
}
