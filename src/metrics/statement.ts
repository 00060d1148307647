import type { Value } from '../store/store.ts';
import { dimensionSql } from './dimension-sql.ts';
import { joinsFor } from './joins.ts';
import type { Measure } from './metric.ts';
import { aggregatesOf, type Quantile } from './moments.ts';
import type { AgentKey, Filter, Question } from './question.ts';
import { fits, type Bind } from './relation-filter.ts';
import { relations, type Relation } from './relation.ts';
import { spanOf, type Window } from './window.ts';

export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

/**
 * The aggregates of a metric's measure by window and by the dimensions asked for. Windows follow one another without a gap,
 * oldest first. Columns: `w` (index of the window), `d0`, `d1` (dimensions), `agent_desk` where an agent is named,
 * `currency` of a worth, then the aggregates. Windows and groups without a row are not there.
 */
export function statement(question: Question, windows: readonly Window[], by: readonly string[]): Statement {
  const { measure } = question.metric;
  const { values, bind, head, body, keys } = rowsOf(question, windows, by);
  const names = keys.map(({ name }) => name);
  const groups = names.map((_, index) => index + 1).join(', ');
  const selected = keys.map(({ name, sql }) => `${sql} AS ${name}`);
  const asOf = (sql: string) => ({ sql: withInstants(sql, { question, windows, bind }), values });
  if (measure.kind !== 'repeat') {
    const aggregates = aggregatesOf(question.metric, { bind, quantiles: quantilesOf(question, { windows, by }) });
    return asOf(`${head}SELECT ${[...selected, ...aggregates].join(', ')} ${body} GROUP BY ${groups}`);
  }
  const things = `SELECT ${[...selected, `${measure.thing} AS thing`, 'count(*) AS times'].join(', ')} ${body}
    GROUP BY ${groups}, ${names.length + 1}`;
  const aggregates = ['count(*) AS n', 'count(*) FILTER (WHERE r.times >= 2) AS hits'];
  return asOf(`${head}SELECT ${[...names, ...aggregates].join(', ')} FROM (${things}) r GROUP BY ${groups}`);
}

/** Beside a single figure both stand; in a trend or a breakdown there is only what was asked for. */
function quantilesOf(
  { statistic }: Question,
  { windows, by }: { windows: readonly Window[]; by: readonly string[] },
): Quantile[] {
  if (by.length === 0 && windows.length === 1) return ['median', 'p90'];
  return statistic ? [statistic] : [];
}

/** One value per row of the window, smallest first, from the rank-th on (counted from 1): for order statistics. */
export function rankStatement(question: Question, window: Window, rank: number): Statement {
  const { metric } = question;
  if (metric.measure.kind !== 'mean') throw new TypeError(`${metric.id} has no ranks`);
  const { values, bind, head, body } = rowsOf(question, [window], []);
  const value = `CAST(${metric.measure.of} AS double precision) AS value`;
  const sql = `${head}SELECT ${value} ${body} ORDER BY 1 LIMIT 1 OFFSET ${bind(rank - 1)}`;
  return { sql: withInstants(sql, { question, windows: [window], bind }), values };
}

/** The instants that a definition may name: now, and where the first and the last window end. */
function withInstants(
  sql: string,
  { question, windows, bind }: { question: Question; windows: readonly Window[]; bind: Bind },
): string {
  const ends = windows.map(({ to }) => to);
  return sql
    .replaceAll('$now', () => bind(question.now))
    .replaceAll('$firstUntil', () => bind(Math.min(...ends)))
    .replaceAll('$lastUntil', () => bind(Math.max(...ends)));
}

/** Where the rows come from and what they are grouped by. */
function rowsOf(question: Question, windows: readonly Window[], by: readonly string[]) {
  const { metric, scope } = question;
  const values: Value[] = [];
  const bind = (value: Value) => `$${values.push(value)}`;
  const relation: Relation = relations[metric.relation];
  const span = { ...spanOf(windows), timezone: question.period.timezone };
  const dimension = (name: string) => dimensionSql(metric, { name, span });
  const used = [...by, ...question.filters.map(({ key }) => key)];
  const joins = joinsFor(relation, [...used.map(dimension), ...sqlOf(metric)]);
  const from = [
    `${relation.table} f`,
    metric.isStanding ? 'CROSS JOIN windows t' : '',
    ...joins,
    ...(metric.joins ?? []),
    ...by.map((name, index) =>
      name === 'tag' ? `CROSS JOIN LATERAL unnest(${dimension(name)}) AS g${index}(tag)` : '',
    ),
  ];
  const where = [
    `f.desk IN (${scope.desks.map(bind).join(', ') || 'NULL'})`,
    metric.isStanding ? '' : inWindows(metric.at, span, bind),
    metric.where ?? '',
    ...question.filters.map((filter) => filterSql(filter, dimension(filter.key), bind)),
    used.includes('agent') ? onlyAgents(scope.agents, dimension('agent'), bind) : '',
  ];
  const keys = [
    { name: 'w', sql: metric.isStanding ? 't.i' : windowIndex(metric.at, windows, bind) },
    ...by.map((name, index) => ({ name: `d${index}`, sql: name === 'tag' ? `g${index}.tag` : dimension(name) })),
    ...(by.includes('agent') ? [{ name: 'agent_desk', sql: 'f.desk' }] : []),
    ...(metric.measure.kind === 'worth' ? [{ name: 'currency', sql: 'f.currency' }] : []),
  ];
  const age = question.minAge ?? minAgeOf(metric.measure);
  const body = `FROM ${from.filter(Boolean).join(' ')} WHERE ${where.filter(Boolean).join(' AND ')}`;
  return {
    values,
    bind,
    keys,
    head: metric.isStanding ? windowTable(windows, { bind, age }) : '',
    body,
  };
}

/** All SQL of a metric that may name a join's alias. */
function sqlOf({ at, where = '', measure, beside = [] }: Question['metric']): string[] {
  return [at, where, ...Object.values(measure).map(String), ...beside.map((each) => ('sql' in each ? each.sql : ''))];
}

function minAgeOf(measure: Measure): number {
  return measure.kind === 'snapshot' ? (measure.minAge ?? 0) : 0;
}

function windowTable(windows: readonly Window[], { bind, age }: { bind: Bind; age: number }): string {
  const number = (value: number) => `CAST(${bind(value)} AS BIGINT)`;
  const rows = windows.map(({ from, to }, index) => `(${index}, ${number(from)}, ${number(to)}, ${number(age)})`);
  return `WITH windows(i, since, until, age) AS (VALUES ${rows.join(', ')}) `;
}

function inWindows(at: string, { from, to }: Window, bind: Bind): string {
  return `${at} >= ${bind(from)} AND ${at} < ${bind(to)}`;
}

function windowIndex(at: string, windows: readonly Window[], bind: Bind): string {
  if (windows.length === 1) return '0';
  const cases = windows.map(({ to }, index) => `WHEN ${at} < ${bind(to)} THEN ${index}`);
  return `CASE ${cases.join(' ')} END`;
}

function filterSql(filter: Filter, dimension: string, bind: Bind): string {
  const { key, values, isNegated, agents = [] } = filter;
  const condition = () => {
    if (key === 'agent') return agentsSql(agents, dimension, bind);
    return `${dimension} IN (${values.map((value) => bind(Number(value))).join(', ')})`;
  };
  if (key !== 'agent' && key !== 'hour' && key !== 'weekday') return fits(filter, { [key]: dimension }, bind);
  return `coalesce(${condition()}, FALSE) = ${isNegated ? 'FALSE' : 'TRUE'}`;
}

function onlyAgents(agents: Question['scope']['agents'], dimension: string, bind: Bind): string {
  if (agents === 'all') return '';
  if (agents === 'none') throw new TypeError('this scope names no agents');
  return agentsSql(agents, dimension, bind);
}

function agentsSql(agents: readonly AgentKey[], dimension: string, bind: Bind): string {
  if (agents.length === 0) return 'FALSE';
  return `(${agents.map(({ desk, id }) => `(f.desk = ${bind(desk)} AND ${dimension} = ${bind(id)})`).join(' OR ')})`;
}
