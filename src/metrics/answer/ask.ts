import { buckets, dayEnds } from '../../calendar/buckets.ts';
import { previousPeriod, type Period } from '../../calendar/period.ts';
import type { Desk } from '../../store/facts/desks.ts';
import type { Reader } from '../../store/store.ts';
import { comparison, figureOf, noData, type Comparison, type Figure } from '../figure/figure.ts';
import { medianRanks, quantileRanks } from '../figure/interval.ts';
import type { Window } from '../query/query.ts';
import { quantilesOf, rowsOf, type Measured, type Row } from '../query/rows.ts';
import { namesOf } from './agents.ts';
import { besidesOf, notesOn, type BesideFigure } from './besides.ts';
import { connectedDesks, type Context } from './context.ts';
import { groupsOf, overviewOf } from './overview.ts';
import { selectionOf, type Question } from './question.ts';

const mostDimensions = 2;

export interface Point {
  /** Epoch seconds: where the bucket begins; of a snapshot, the instant itself. */
  readonly from: number;
  readonly value: number | null;
  readonly n: number | null;
}

export interface BreakdownRow extends Figure {
  /** By dimension; null where it is unknown. Agents by name. */
  readonly key: Readonly<Record<string, string | number | null>>;
}

export interface Answer extends Figure, Comparison {
  /** As it was answered: money in several currencies is split by them. */
  readonly question: Question;
  /** Of a mix: whose share the value is, the largest. */
  readonly leading?: string;
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
  const question = { ...asked, by: withOwnDimension(asked), scope: { ...scope, desks: giving } };
  const leading = await leadingOf(store, question);
  const windows = isSnapshot ? dayEnds(period, now).map((at) => ({ from: at, to: at })) : buckets(period);
  const [overview, notes, names] = await Promise.all([
    overviewOf(store, question, { before, points: windows, leading }),
    notesOn(store, question),
    question.by.includes('agent') ? context.agents(giving).then(namesOf) : new Map<string, string>(),
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
    ...(leading === undefined ? {} : { leading }),
    isConnected,
    previous: { ...earlier, period: before },
    ...comparison(current, earlier),
    besides: isConnected ? besides : [],
    breakdown: breakdownOf(split.question, { rows, names }),
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

/** Of a mix, the value that most of its rows have. */
async function leadingOf(store: Reader, question: Question): Promise<string | undefined> {
  const { measure } = question.metric;
  if (measure.kind !== 'mix') return undefined;
  const rows = await rowsOf(store, question.metric, {
    ...selectionOf(question),
    windows: [question.period],
    by: [measure.of],
  });
  const [first] = rows
    .map(({ cells, aggregates }) => ({ key: String(cells[measure.of]), n: aggregates.n }))
    .sort((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1));
  return first?.key;
}

/** A mix is broken down by its own dimension. */
function withOwnDimension({ metric: { measure }, by }: Question): readonly string[] {
  return measure.kind !== 'mix' || by.includes(measure.of) ? by : [...by, measure.of];
}

/** Amounts in several currencies are never summed: the answer is broken down by currency instead. */
function splitByCurrency(question: Question, { currencies = [] }: Figure): { question: Question; notes: string[] } {
  if (currencies.length < 2) return { question, notes: [] };
  const names = currencies.map((currency) => currency ?? 'an unknown one').toSorted();
  const said = `The orders are in several currencies, which are not summed: ${names.join(', ')}.`;
  if (question.by.includes('currency')) return { question, notes: [said] };
  if (question.by.length === mostDimensions) {
    return { question, notes: [`${said} Split by currency or filter on one.`] };
  }
  return { question: { ...question, by: [...question.by, 'currency'] }, notes: [said] };
}

/** A median or p90 with its interval: the values at the ranks that bound it. Any other figure as it is. */
async function withQuantileInterval(
  store: Reader,
  question: Question,
  { figure, window }: { figure: Figure; window: Window },
): Promise<Figure> {
  const { n } = figure;
  if (!question.statistic || !n) return figure;
  const ranks = question.statistic === 'median' ? medianRanks(n) : quantileRanks(n, 0.9);
  if (!ranks) return figure;
  // The middle of a row's share of the whole, so that rounding cannot hit its neighbour.
  const fractions = ranks.map((rank) => (rank - 0.5) / n);
  const [low, high] = await quantilesOf(store, question.metric, { ...selectionOf(question), window, fractions });
  return low === undefined || high === undefined ? figure : { ...figure, interval: [low, high] };
}

/** The figure of each group; `names` are agents' by `desk/id`. Of a mix, each group's share of those that the other dimensions put together, `n` its own rows. */
function breakdownOf(
  question: Question,
  { rows, names }: { rows: readonly Row[]; names: ReadonlyMap<string, string> },
): BreakdownRow[] {
  const { by, metric } = question;
  const ofMix = metric.measure.kind === 'mix' ? shares(question, rows, metric.measure.of) : undefined;
  return rows
    .map((row, index) => ({
      ...(ofMix?.[index] ?? figureOf(question, row.aggregates)),
      key: keyOf(question, row, names),
    }))
    .sort(byKey(by));
}

function shares(question: Question, rows: readonly Row[], of: string): Figure[] {
  const rest = question.by.filter((name) => name !== of);
  const groupOf = ({ cells }: Row) => JSON.stringify([...rest.map((name) => cells[name]), cells['agent_desk'] ?? '']);
  const groups = Map.groupBy(rows, groupOf);
  return rows.map((row) => {
    const n = (groups.get(groupOf(row)) ?? []).reduce((sum, { aggregates }) => sum + aggregates.n, 0);
    return { ...figureOf(question, { n, hits: row.aggregates.n }), n: row.aggregates.n };
  });
}

function keyOf({ by }: Question, { cells }: Row, names: ReadonlyMap<string, string>): BreakdownRow['key'] {
  return Object.fromEntries(
    by.map((name) => {
      const cell = cells[name];
      if (typeof cell !== 'string' && typeof cell !== 'number') return [name, null];
      return [name, name === 'agent' ? (names.get(`${String(cells['agent_desk'])}/${cell}`) ?? cell) : cell];
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
    return (b.n ?? b.value ?? 0) - (a.n ?? a.value ?? 0) || (text(a) < text(b) ? -1 : 1);
  };
}
