import type { Filter, Scope } from '../scope.ts';
import { dimensionOf } from './dimensions.ts';
import { filterSql, isNameable } from './filters.ts';
import type { Query, Window } from './query.ts';
import { relations } from './relations.ts';
import { join, list, raw, sql, toSql, type Expression, type Params, type Sql } from './sql.ts';
import { buyer } from './tables.ts';

const medianAndP90 = [0.5, 0.9];

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
  /** Of a mix: whose share is wanted. */
  readonly leading?: string | undefined;
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
  const { leading, hasQuantiles = false, besides = [] } = grouping;
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
    ...aggregatesOf(query, { params, leading, hasQuantiles }),
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

/**
 * What a figure needs to know of its rows, as SQL; the names are those of {@link aggregatesRow}. Median and p90 cost more than all
 * else together: they are asked for only where they are shown.
 */
function aggregatesOf(
  query: Query,
  { params, leading, hasQuantiles }: { params: Params; leading: string | undefined; hasQuantiles: boolean },
): Sql[] {
  const { measure } = query;
  const of = (expression: Expression) => toSql(expression, params);
  switch (measure.kind) {
    case 'count':
    case 'snapshot':
    case 'ratio':
    case 'repeat':
      return [];
    case 'share':
      return [sql`count(*) FILTER (WHERE ${of(measure.hit)}) AS hits`];
    case 'part':
      return [sql`${raw(measure.count)} AS hits`];
    case 'mix': {
      const { sql: dimension } = dimensionOf(query, { name: measure.of });
      return [sql`count(*) FILTER (WHERE ${raw(dimension)} = ${leading ?? null}) AS hits`];
    }
    case 'nps':
      return [
        raw(`count(*) FILTER (WHERE ${measure.score} >= 9) AS promoters`),
        raw(`count(*) FILTER (WHERE ${measure.score} < 7) AS detractors`),
      ];
    case 'mean': {
      const value = of(measure.of);
      return [
        sql`avg(${double(value)}) AS mean`,
        sql`var_samp(${double(value)}) AS variance`,
        ...(hasQuantiles ? [quantilesSql(value, { fractions: medianAndP90 })] : []),
      ];
    }
    case 'weighted': {
      const [value, weight] = [double(raw(measure.of)), double(raw(measure.weight))];
      return [
        sql`sum(${weight}) AS weight`,
        sql`sum(${weight} * ${value}) AS weighted`,
        sql`sum(${weight} * ${weight}) AS squares0`,
        sql`sum(${weight} * ${weight} * ${value}) AS squares1`,
        sql`sum(${weight} * ${weight} * ${value} * ${value}) AS squares2`,
      ];
    }
    case 'lifetime-value':
      return [
        sql`count(DISTINCT ${buyer(params)}) AS customers`,
        sql`sum(${double(raw('f.amount'))}) AS amount`,
        sql`sum(${double(raw('f.margin'))}) AS margin`,
        sql`sum(${double(raw('f.amount * f.margin'))}) AS earned`,
      ];
  }
}

/** As the list `quantiles`: the values at some fractions of the rows, each a row's own or else between two rows'. */
function quantilesSql(
  of: Sql,
  { fractions, isOfRow = false }: { fractions: readonly number[]; isOfRow?: boolean },
): Sql {
  const percentile = raw(isOfRow ? 'percentile_disc' : 'percentile_cont');
  // Whole numbers are sorted faster than what is made of them.
  return sql`CAST(${percentile}(ARRAY[${raw(fractions.join(', '))}]) WITHIN GROUP (ORDER BY ${of}) AS double precision[]) AS quantiles`;
}

function double(value: Sql): Sql {
  return sql`CAST(${value} AS double precision)`;
}

/** From the first to the last of some windows. */
function spanOf(windows: readonly Window[]): Window {
  const from = Math.min(...windows.map((window) => window.from));
  const to = Math.max(...windows.map((window) => window.to));
  return { from, to };
}

/** The windows as a table of their own, for rows that stand: each row is held against each. */
function windowTable(windows: readonly Window[], age: number): Sql {
  const number = (value: number) => sql`CAST(${value} AS BIGINT)`;
  const rows = windows.map(
    ({ from, to }, index) => sql`(${raw(String(index))}, ${number(from)}, ${number(to)}, ${number(age)})`,
  );
  return sql`WITH windows(i, since, until, age) AS (VALUES ${join(rows, ', ')}) `;
}

/** Whether an instant lies in one of the windows. */
function isInWindows(at: Sql, windows: readonly Window[]): Sql {
  const { from, to } = spanOf(windows);
  const between = gaps(windows).map((gap) => sql` AND (${at} < ${gap.from} OR ${at} >= ${gap.to})`);
  return sql`${at} >= ${from} AND ${at} < ${to}${join(between, '')}`;
}

function gaps(windows: readonly Window[]): Window[] {
  return windows.slice(1).flatMap(({ from: to }, index) => {
    const from = windows[index]?.to ?? to;
    return from < to ? [{ from, to }] : [];
  });
}

/** Which of the windows an instant in one of them lies in, from 0. */
function windowIndex(at: Sql, windows: readonly Window[]): Sql {
  if (windows.length === 1) return raw('0');
  const cases = windows.map(({ to }, index) => sql`WHEN ${at} < ${to} THEN ${raw(String(index))}`);
  return sql`CASE ${join(cases, ' ')} END`;
}
