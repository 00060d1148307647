import { offsets } from '../calendar/offsets.ts';
import type { Period } from '../calendar/period.ts';
import type { Value } from '../store/store.ts';
import type { Beside, Measure } from './metric.ts';
import type { AgentKey, Filter, Question } from './question.ts';
import { fits, type Bind } from './relation-filter.ts';
import { relations, type Relation } from './relation.ts';

/** A stretch `[from, to)`, or for a snapshot the instant `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** The dimensions of a metric, as people name them. */
export function dimensionsOf({ metric }: Pick<Question, 'metric'>): string[] {
  return [...Object.keys(relations[metric.relation].dimensions), 'desk', 'hour', 'weekday'];
}

/**
 * The aggregates of {@link momentsOf} by window and by the dimensions asked for. Windows follow one another without a gap,
 * oldest first. Columns: `w` (index of the window), `d0`, `d1` (dimensions), `desk` where an agent is named, then the aggregates.
 */
export function statement(question: Question, windows: readonly Window[], by: readonly string[]): Statement {
  const { metric, scope, now } = question;
  const values: Value[] = [];
  const bind = (value: Value) => `$${values.push(value)}`;
  const relation: Relation = relations[metric.relation];
  const isSnapshot = metric.measure.kind === 'snapshot';
  const dimension = (name: string) => dimensionSql(question, relation, name);
  const used = [...by, ...question.filters.map(({ key }) => key)];

  const from = [
    relation.table + ' f',
    relation.join.replace('$now', () => bind(now)),
    ...Object.entries(relation.joins)
      .filter(([alias]) => used.some((name) => dimension(name).includes(alias)))
      .map(([, join]) => join),
    isSnapshot ? instants(windows, { bind, age: question.minAge ?? minAgeOf(metric.measure) }) : '',
    ...by.map((name, index) =>
      name === 'tag' ? `CROSS JOIN LATERAL unnest(${dimension(name)}) AS g${index}(tag)` : '',
    ),
  ];
  const where = [
    `f.desk IN (${scope.desks.map(bind).join(', ') || 'NULL'})`,
    isSnapshot ? '' : inWindows(metric.at, windows, bind),
    metric.where ?? '',
    ...question.filters.map((filter) => filterSql(filter, dimension(filter.key), bind)),
    used.includes('agent') ? onlyAgents(scope.agents, dimension('agent'), bind) : '',
  ];
  const keys = [
    `${isSnapshot ? 't.i' : windowIndex(metric.at, windows, bind)} AS w`,
    ...by.map((name, index) => `${name === 'tag' ? `g${index}.tag` : dimension(name)} AS d${index}`),
    ...(by.includes('agent') ? ['f.desk AS agent_desk'] : []),
  ];
  const sql = `SELECT ${[...keys, ...aggregates(question)].join(', ')}
    FROM ${from.filter(Boolean).join(' ')}
    WHERE ${where.filter(Boolean).join(' AND ')}
    GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`;
  return { sql, values };
}

/** One value per row of the window, smallest first, from the rank-th on (counted from 1): for order statistics. */
export function rankStatement(question: Question, window: Window, rank: number): Statement {
  const { metric } = question;
  if (metric.measure.kind !== 'mean') throw new TypeError(`${metric.id} has no ranks`);
  const { sql, values } = statement({ ...question, metric: { ...metric, beside: [] } }, [window], []);
  const bound: Value[] = [...values, rank - 1];
  const body = sql.slice(sql.indexOf('FROM '), sql.lastIndexOf('GROUP BY'));
  return {
    sql: `SELECT CAST(${metric.measure.of} AS double precision) AS value ${body} ORDER BY 1 LIMIT 1 OFFSET $${bound.length}`,
    values: bound,
  };
}

function aggregates({ metric }: Question): string[] {
  const besides = (metric.beside ?? []).map(
    ({ sql }: Beside, index) => `CAST(${sql} AS double precision) AS b${index}`,
  );
  return ['count(*) AS n', ...momentsOf(metric.measure), ...besides];
}

function momentsOf(measure: Measure): string[] {
  switch (measure.kind) {
    case 'count':
    case 'snapshot':
      return [];
    case 'share':
      return [`count(*) FILTER (WHERE ${measure.hit}) AS hits`];
    case 'nps':
      return [
        `count(*) FILTER (WHERE ${measure.score} >= 9) AS promoters`,
        `count(*) FILTER (WHERE ${measure.score} < 7) AS detractors`,
      ];
    case 'mean': {
      const of = `CAST(${measure.of} AS double precision)`;
      return [
        `avg(${of}) AS mean`,
        `var_samp(${of}) AS variance`,
        `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${of}) AS median`,
        `percentile_cont(0.9) WITHIN GROUP (ORDER BY ${of}) AS p90`,
      ];
    }
  }
}

function minAgeOf(measure: Measure): number {
  return measure.kind === 'snapshot' ? (measure.minAge ?? 0) : 0;
}

function instants(windows: readonly Window[], { bind, age }: { bind: Bind; age: number }): string {
  const rows = windows.map(({ to }, index) => `(${index}, ${bind(to)})`).join(', ');
  return `JOIN (SELECT v.i, CAST(v.moment AS BIGINT) AS moment, CAST(${bind(age)} AS BIGINT) AS age
    FROM (VALUES ${rows}) v(i, moment)) t ON f.from_at <= t.moment AND (f.to_at IS NULL OR f.to_at > t.moment)`;
}

function inWindows(at: string, windows: readonly Window[], bind: Bind): string {
  const from = Math.min(...windows.map((window) => window.from));
  const to = Math.max(...windows.map((window) => window.to));
  return `${at} >= ${bind(from)} AND ${at} < ${bind(to)}`;
}

function windowIndex(at: string, windows: readonly Window[], bind: Bind): string {
  if (windows.length === 1) return '0';
  const cases = windows.map(({ to }, index) => `WHEN ${at} < ${bind(to)} THEN ${index}`);
  return `CASE ${cases.join(' ')} END`;
}

function dimensionSql({ metric, period }: Question, relation: Relation, name: string): string {
  const own = metric.dimensions?.[name] ?? relation.dimensions[name];
  if (own) return own;
  const local = localTime(metric.at, period);
  if (name === 'desk') return 'f.desk';
  if (name === 'hour') return `(${local} % 86400 - ${local} % 3600) / 3600`;
  // Day 0 of the epoch was a Thursday; 0 is Monday here.
  if (name === 'weekday') return `((${local} - ${local} % 86400) / 86400 + 3) % 7`;
  throw new TypeError(`${metric.id} has no dimension ${name}`);
}

/** Seconds on local clocks since 1970, as an integer expression: the offsets are numbers of ours. */
function localTime(at: string, { from, to, timezone }: Period): string {
  const all = offsets({ from, to, timezone });
  const [first, ...later] = all;
  const cases = later.toReversed().map((offset) => `WHEN ${at} >= ${offset.from} THEN ${offset.seconds}`);
  const shift = cases.length > 0 ? `CASE ${cases.join(' ')} ELSE ${first?.seconds ?? 0} END` : (first?.seconds ?? 0);
  return `(CAST(${at} AS BIGINT) + ${shift})`;
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
