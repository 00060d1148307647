import { z } from 'zod';
import { buckets, dayEnds } from '../calendar/buckets.ts';
import { previousPeriod } from '../calendar/comparable.ts';
import type { Period } from '../calendar/period.ts';
import { listDesks, type Desk } from '../store/desks.ts';
import type { Reader } from '../store/store.ts';
import { besidesOf, type BesideFigure } from './besides.ts';
import { breakdownOf, type BreakdownRow } from './breakdown.ts';
import { comparison, type Comparison } from './comparison.ts';
import { connectedDesks } from './connected.ts';
import { noData, type Figure } from './figure.ts';
import { medianRanks, quantileRanks, type Interval } from './interval.ts';
import { withLeading } from './leading.ts';
import { notesOn } from './notes.ts';
import { pick } from './pick.ts';
import type { Question } from './question.ts';
import { rowsOf } from './rows.ts';
import { splitByCurrency } from './split-by-currency.ts';
import { rankStatement } from './statement.ts';

export interface Point {
  /** Epoch seconds: where the bucket begins; of a snapshot, the instant itself. */
  readonly from: number;
  readonly value: number | null;
  readonly n: number | null;
}

export interface Answer extends Figure, Comparison {
  /** As it was answered: money in several currencies is split by them. */
  readonly question: Question;
  /** False when no desk in scope gives the facts; then there is no figure at all. */
  readonly isConnected: boolean;
  readonly previous: Figure & { readonly period: Period };
  readonly besides: readonly BesideFigure[];
  readonly breakdown: readonly BreakdownRow[];
  readonly series: readonly Point[];
  /** Epoch seconds: the instant of a snapshot, else now. */
  readonly asOf: number;
  /** The desks in scope. */
  readonly desks: readonly Desk[];
  readonly notes: readonly string[];
}

/**
 * Answer a question: the value with its interval, the comparable period before, the trend, the breakdown. Facts placed at
 * or after `now` are left out; values overwritten since (a status, an assignee) cannot be restored.
 */
export async function ask(store: Reader, asked: Question): Promise<Answer> {
  const { metric, period, now, scope } = asked;
  const isSnapshot = metric.measure.kind === 'snapshot';
  const before = asked.comparison ?? previousPeriod(period);
  const giving = await connectedDesks(store, { metric, desks: scope.desks });
  const isConnected = giving.length > 0;
  const question = await withLeading(store, { ...asked, scope: { ...scope, desks: giving } });
  const [desks, value, previous, series, notes] = await Promise.all([
    listDesks(store),
    single(store, question, period),
    single(store, question, before),
    seriesOf(store, question, isSnapshot ? dayEnds(period, now).map((at) => ({ from: at, to: at })) : buckets(period)),
    notesOn(store, question),
  ]);
  const split = splitByCurrency(question, value.figure);
  const [besides, breakdown] = await Promise.all([
    besidesOf(store, question, { row: value.row, value: value.figure.value }),
    breakdownOf(store, split.question),
  ]);
  const inScope = desks.filter(({ name }) => scope.desks.includes(name));
  const current = isConnected ? value.figure : noData;
  const earlier = isConnected ? previous.figure : noData;
  return {
    ...current,
    question: { ...split.question, scope },
    isConnected,
    previous: { ...earlier, period: before },
    ...comparison(current, earlier),
    besides: isConnected ? besides : [],
    breakdown,
    series: isConnected ? series : [],
    asOf: isSnapshot ? period.to : now,
    desks: inScope,
    notes: [...inScope.flatMap(incomplete), ...notes, ...split.notes],
  };
}

function incomplete({ name, is_complete, error }: Desk): string[] {
  if (error) return [`Incomplete: the last sync of ${name} failed (${error}).`];
  return is_complete ? [] : [`Incomplete: ${name} is still being read for the first time.`];
}

/** The figure of one period, and the row it comes from. */
async function single(store: Reader, question: Question, period: Period) {
  const [row] = await rowsOf(store, question, { windows: [period], by: [] });
  const plain = pick(question, row?.moments ?? { n: 0 });
  const interval = await rankInterval(store, question, { period, n: plain.n ?? 0 });
  return { figure: interval ? { ...plain, interval } : plain, row };
}

async function seriesOf(
  store: Reader,
  question: Question,
  windows: readonly { from: number; to: number }[],
): Promise<Point[]> {
  if (windows.length === 0) return [];
  const rows = await rowsOf(store, question, { windows, by: [] });
  const found = new Map(rows.map((row) => [row.w, row.moments]));
  return windows.map(({ from }, index) => {
    const { value, n } = pick(question, found.get(index) ?? { n: 0 });
    return { from, value, n };
  });
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
