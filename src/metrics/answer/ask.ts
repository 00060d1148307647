import { buckets, dayEnds } from '../../calendar/buckets.ts';
import { previousPeriod, type Period } from '../../calendar/period.ts';
import type { Desk } from '../../store/facts/desks.ts';
import { namesOf } from './agents.ts';
import { besidesOf, type BesideFigure } from './besides.ts';
import { breakdownOf, type BreakdownRow } from './breakdown.ts';
import { comparison, figureOf, noData, type Comparison, type Figure } from '../figure/figure.ts';
import type { Context } from './context.ts';
import { connectedDesks } from './desks.ts';
import { splitByCurrency, withLeading } from './implied-dimensions.ts';
import { notesOn } from './notes.ts';
import { groupsOf, overviewOf } from './overview.ts';
import type { Question } from './question.ts';
import { withQuantileInterval } from './quantile-interval.ts';
import type { Measured } from '../query/rows.ts';

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
export async function ask(context: Context, asked: Question): Promise<Answer> {
  const { store } = context;
  const { metric, period, now, scope } = asked;
  const isSnapshot = metric.measure.kind === 'snapshot';
  const before = asked.comparison ?? previousPeriod(period);
  const [giving, desks] = await Promise.all([connectedDesks(context, { metric, desks: scope.desks }), context.desks()]);
  const isConnected = giving.length > 0;
  const question = await withLeading(store, { ...asked, scope: { ...scope, desks: giving } });
  const windows = isSnapshot ? dayEnds(period, now).map((at) => ({ from: at, to: at })) : buckets(period);
  const [overview, notes, agents] = await Promise.all([
    overviewOf(store, question, { before, points: windows }),
    notesOn(store, question),
    question.by.includes('agent') ? context.agents(giving) : [],
  ]);
  const figureFor = (row?: Measured) => figureOf(question, row?.aggregates ?? { n: 0 });
  const plain = { value: figureFor(overview.whole), previous: figureFor(overview.previous) };
  const split = splitByCurrency(question, plain.value);
  const rows = split.question === question ? overview.groups : await groupsOf(store, split.question);
  const [value, previous, besides] = await Promise.all([
    withQuantileInterval(store, question, { figure: plain.value, window: period }),
    withQuantileInterval(store, question, { figure: plain.previous, window: before }),
    besidesOf(store, question, { row: overview.whole, value: plain.value.value }),
  ]);
  const series = windows.map(({ from }, index) => {
    const { value, n } = figureFor(overview.points[index]);
    return { from, value, n };
  });
  const inScope = desks.filter(({ name }) => scope.desks.includes(name));
  const current = isConnected ? value : noData;
  const earlier = isConnected ? previous : noData;
  return {
    ...current,
    question: { ...split.question, scope },
    isConnected,
    previous: { ...earlier, period: before },
    ...comparison(current, earlier),
    besides: isConnected ? besides : [],
    breakdown: breakdownOf(split.question, { rows, names: namesOf(agents) }),
    series: isConnected ? series : [],
    asOf: isSnapshot ? period.to : now,
    desks: inScope,
    notes: [...inScope.flatMap(incomplete), ...notes, ...split.notes],
  };
}

function incomplete({ name, is_complete, failed_at, error }: Desk): string[] {
  if (failed_at !== null && error) return [`Incomplete: the last sync of ${name} failed (${error}).`];
  return is_complete ? [] : [`Incomplete: ${name} is still being read for the first time.`];
}
