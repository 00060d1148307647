import type { Value } from '../../store/store.ts';
import type { Cut } from './cut.ts';
import { dimensionSql } from './dimension-sql.ts';
import { joinsFor } from './joins.ts';
import type { Measure } from '../metric.ts';
import { aggregatesOf, cutSql } from './moments.ts';
import type { AgentKey, Filter, Question } from '../question.ts';
import { fits, type Bind } from './relation-filter.ts';
import { relationFor } from './relation.ts';
import { spanOf, type Window } from './window.ts';

export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

export interface Grouping {
  /** None overlaps another; oldest first. */
  readonly windows: readonly Window[];
  readonly by: readonly string[];
  /** Whether median and p90 of a mean are told; unless given, where one of them is asked for. */
  readonly hasSpread?: boolean;
}

/**
 * The aggregates of a metric's measure by window and by the dimensions asked for. Columns: `w` (index of the window), `d0`,
 * `d1` (dimensions), `agent_desk` where an agent is named, `currency` of a worth, then the aggregates. Windows and groups
 * without a row are not there.
 */
export function statement(question: Question, grouping: Grouping): Statement {
  const { measure } = question.metric;
  const { values, bind, head, body, keys, buyer } = rowsOf(question, grouping);
  const asOf = (sql: string) => ({ sql: filled(sql, { question, windows: grouping.windows, bind, buyer }), values });
  const named = keys.map(({ name, sql }) => `${sql} AS ${name}`);
  const places = keys.map((_, index) => index + 1);
  if (measure.kind !== 'repeat') {
    const { hasSpread = question.statistic !== undefined } = grouping;
    const aggregates = aggregatesOf(question.metric, { bind, hasSpread });
    return asOf(`${head}SELECT ${[...named, ...aggregates].join(', ')} ${body} GROUP BY ${places.join(', ')}`);
  }
  const selected = [...named, `${measure.thing} AS thing`, 'count(*) AS times'];
  const things = `SELECT ${selected.join(', ')} ${body} GROUP BY ${[...places, keys.length + 1].join(', ')}`;
  const names = keys.map(({ name }) => name).join(', ');
  const aggregates = 'count(*) AS n, count(*) FILTER (WHERE r.times >= 2) AS hits';
  return asOf(`${head}SELECT ${names}, ${aggregates} FROM (${things}) r GROUP BY ${names}`);
}

/** As the list `cut`: see {@link Cut}. */
export function cutStatement(question: Question, { window, fractions }: Cut): Statement {
  const { measure, id } = question.metric;
  if (measure.kind !== 'mean') throw new TypeError(`${id} has no ranks`);
  const { values, bind, head, body, buyer } = rowsOf(question, { windows: [window], by: [] });
  const sql = `${head}SELECT ${cutSql(measure.of, { fractions, isOfRow: true })} ${body}`;
  return { sql: filled(sql, { question, windows: [window], bind, buyer }), values };
}

/** What a definition may name: now, where the first and the last window end, the desks in scope, and who ordered. */
function filled(
  sql: string,
  { question, windows, bind, buyer }: { question: Question; windows: readonly Window[]; bind: Bind; buyer: string },
): string {
  const ends = windows.map(({ to }) => to);
  return sql
    .replaceAll('$buyer', buyer)
    .replaceAll('$desks', () => question.scope.desks.map(bind).join(', ') || 'NULL')
    .replaceAll('$now', () => bind(question.now))
    .replaceAll('$firstUntil', () => bind(Math.min(...ends)))
    .replaceAll('$lastUntil', () => bind(Math.max(...ends)));
}

/** What rows are grouped by. */
interface Key {
  readonly name: string;
  readonly sql: string;
}

/** Where the rows come from and what they are grouped by. */
function rowsOf(question: Question, { windows, by }: Grouping) {
  const { metric, scope } = question;
  const values: Value[] = [];
  const bind = (value: Value) => `$${values.push(value)}`;
  const isByDesk = [...by, ...question.filters.map(({ key }) => key)].includes('desk');
  const relation = relationFor(metric.relation, { desks: scope.desks, isByDesk });
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
    metric.isStanding ? '' : inWindows(metric.at, windows, bind),
    metric.where ?? '',
    ...question.filters.map((filter) => filterSql(filter, dimension(filter.key), bind)),
    used.includes('agent') ? onlyAgents(scope.agents, dimension('agent'), bind) : '',
  ];
  const keys: Key[] = [
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
    buyer: relation.buyer,
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

function inWindows(at: string, windows: readonly Window[], bind: Bind): string {
  const within = ({ from, to }: Window) => `${at} >= ${bind(from)} AND ${at} < ${bind(to)}`;
  const between = gaps(windows).map(({ from, to }) => ` AND (${at} < ${bind(from)} OR ${at} >= ${bind(to)})`);
  return within(spanOf(windows)) + between.join('');
}

function gaps(windows: readonly Window[]): Window[] {
  return windows.slice(1).flatMap(({ from: to }, index) => {
    const from = windows[index]?.to ?? to;
    return from < to ? [{ from, to }] : [];
  });
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
