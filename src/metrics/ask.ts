import { z } from 'zod';
import { buckets, dayEnds } from '../calendar/buckets.ts';
import { previousPeriod } from '../calendar/comparable.ts';
import type { Period } from '../calendar/period.ts';
import { listDesks, listSources, type Desk } from '../store/desks.ts';
import type { Reader } from '../store/store.ts';
import { agentNames } from './agents.ts';
import { besides, figure, momentsRow, noData, type BesideFigure, type Figure } from './figure.ts';
import { differenceContainsZero, medianRanks, quantileRanks, type Interval } from './interval.ts';
import { notesOn } from './notes.ts';
import type { Question } from './question.ts';
import { rankStatement, statement, type Window } from './statement.ts';

export interface BreakdownRow extends Figure {
  /** By dimension; null where the desk does not tell. Agents by name. */
  readonly key: Readonly<Record<string, string | number | null>>;
}

export interface Point {
  /** Epoch seconds: where the bucket begins; of a snapshot, the instant itself. */
  readonly from: number;
  readonly value: number | null;
  readonly n: number;
}

export interface Answer extends Figure {
  readonly question: Question;
  /** False when no desk in scope gives the facts; then there is no figure at all. */
  readonly isConnected: boolean;
  readonly previous: Figure & { readonly period: Period };
  /** Value less previous value, in the unit of the value. */
  readonly change: number | null;
  readonly isWithinNoise: boolean | null;
  readonly besides: readonly BesideFigure[];
  readonly breakdown: readonly BreakdownRow[];
  readonly series: readonly Point[];
  /** Epoch seconds: the instant of a snapshot, else now. */
  readonly asOf: number;
  /** The desks it counts. */
  readonly desks: readonly Desk[];
  readonly notes: readonly string[];
}

/**
 * Answer a question: the value with its interval, the comparable period before, the trend, the breakdown. Facts placed at
 * or after `now` are left out; values overwritten since (a status, an assignee) cannot be restored.
 */
export async function ask(store: Reader, question: Question): Promise<Answer> {
  const { metric, period, now, by, scope } = question;
  const isSnapshot = metric.measure.kind === 'snapshot';
  const before = question.comparison ?? previousPeriod(period);
  const points = isSnapshot ? dayEnds(period, now).map((at) => ({ from: at, to: at })) : buckets(period);
  const [sources, desks, value, previous, series, breakdown, notes] = await Promise.all([
    listSources(store),
    listDesks(store),
    single(store, question, period),
    single(store, question, before),
    points.length > 0 ? run(store, question, { windows: points, by: [] }) : [],
    by.length > 0 ? run(store, question, { windows: [period], by }) : [],
    notesOn(store, question),
  ]);
  const isConnected = sources.some(({ desk, source }) => scope.desks.includes(desk) && source === metric.source);
  const names = by.includes('agent') ? await agentNames(store, scope.desks) : new Map<string, string>();
  const inScope = desks.filter(({ name }) => scope.desks.includes(name));
  const loading = inScope.flatMap(({ name, is_complete, error }) => {
    if (error) return [`Incomplete: the last sync of ${name} failed (${error}).`];
    return is_complete ? [] : [`Incomplete: ${name} is still being read for the first time.`];
  });
  const current = isConnected ? value.figure : noData;
  const earlier = isConnected ? previous.figure : noData;
  return {
    ...current,
    question,
    isConnected,
    previous: { ...earlier, period: before },
    ...comparison(current, earlier),
    besides: isConnected ? value.besides : [],
    breakdown: breakdown
      .map((row) => ({ ...pick(question, row.moments), key: keyOf(question, row, names) }))
      .sort(byKey(by)),
    series: isConnected ? points.map(({ from }, index) => ({ from, ...point(question, series, index) })) : [],
    asOf: isSnapshot ? period.to : now,
    desks: inScope,
    notes: [...loading, ...notes],
  };
}

const statementRow = z.looseObject({ w: z.number(), agent_desk: z.string().optional() }).and(momentsRow);
type Row = Readonly<Record<string, unknown>> & { readonly w: number; readonly moments: z.output<typeof momentsRow> };

async function run(
  store: Reader,
  question: Question,
  { windows, by }: { windows: readonly Window[]; by: readonly string[] },
): Promise<Row[]> {
  const { sql, values } = statement(question, windows, by);
  const rows = await store.query(sql, values, statementRow);
  return rows.map((row) => ({ ...row, moments: row }));
}

/** The figure of one period, and those beside it. */
async function single(store: Reader, question: Question, period: Period) {
  const [row] = await run(store, question, { windows: [period], by: [] });
  const plain = pick(question, row?.moments ?? { n: 0 });
  const interval = await rankInterval(store, question, { period, n: plain.n });
  return { figure: interval ? { ...plain, interval } : plain, besides: besides(question.metric, row ?? {}) };
}

/** For a median or p90: the values at the ranks that bound it. */
async function rankInterval(
  store: Reader,
  question: Question,
  { period, n }: { period: Period; n: number },
): Promise<Interval | undefined> {
  if (!question.statistic || n === 0) return undefined;
  const ranks = question.statistic === 'median' ? medianRanks(n) : quantileRanks(n, 0.9);
  if (!ranks) return undefined;
  const [low, high] = await Promise.all(
    ranks.map(async (rank) => {
      const { sql, values } = rankStatement(question, period, rank);
      const [row] = await store.query(sql, values, z.object({ value: z.number() }));
      return row?.value;
    }),
  );
  return low === undefined || high === undefined ? undefined : [low, high];
}

/** The statistic asked for. Its interval is known only where the ranks were looked up. */
function pick({ metric, statistic }: Question, moments: z.output<typeof momentsRow>): Figure {
  const plain = figure(metric.measure, moments);
  if (!statistic || metric.measure.kind !== 'mean') return plain;
  return { ...plain, value: plain.stats[statistic], interval: null, sample: null };
}

function point(question: Question, rows: readonly Row[], index: number): { value: number | null; n: number } {
  const row = rows.find(({ w }) => w === index);
  const { value, n } = pick(question, row?.moments ?? { n: 0 });
  return { value, n };
}

function comparison(current: Figure, earlier: Figure): Pick<Answer, 'change' | 'isWithinNoise'> {
  if (current.value === null || earlier.value === null) return { change: null, isWithinNoise: null };
  const change = current.value - earlier.value;
  if (current.sample && earlier.sample) {
    return { change, isWithinNoise: differenceContainsZero(current.sample, earlier.sample) };
  }
  return { change, isWithinNoise: overlapInNoise(current, earlier) };
}

/** For medians: normal, with standard errors read off the two intervals (half their width ÷ 1.96). */
function overlapInNoise(a: Figure, b: Figure): boolean | null {
  if (a.value === null || b.value === null || !a.interval || !b.interval) return null;
  const half = Math.hypot(a.interval[1] - a.interval[0], b.interval[1] - b.interval[0]) / 2;
  return Math.abs(a.value - b.value) <= half;
}

function keyOf({ by }: Question, row: Row, names: ReadonlyMap<string, string>): BreakdownRow['key'] {
  return Object.fromEntries(
    by.map((name, index) => {
      const cell = row[`d${index}`];
      if (typeof cell !== 'string' && typeof cell !== 'number') return [name, null];
      return [name, name === 'agent' ? (names.get(`${String(row['agent_desk'])}/${cell}`) ?? cell) : cell];
    }),
  );
}

/** Hours and weekdays in their own order, all else by population, largest first. */
function byKey(by: readonly string[]): (a: BreakdownRow, b: BreakdownRow) => number {
  const timely = by.filter((name) => name === 'hour' || name === 'weekday');
  const text = (row: BreakdownRow) => by.map((name) => String(row.key[name] ?? '\uFFFF')).join('\u0000');
  return (a, b) => {
    for (const name of timely) {
      const difference = Number(a.key[name]) - Number(b.key[name]);
      if (difference !== 0) return difference;
    }
    return b.n - a.n || (text(a) < text(b) ? -1 : 1);
  };
}
