import type { Reader } from '../../store/store.ts';
import type { Metric } from '../metric.ts';
import { selectionOf, type Question } from './question.ts';
import { rowsOf, type Measured, type Row } from '../query/rows.ts';
import type { Window } from '../query/query.ts';

/** All that an answer needs of one question's rows. What has no rows is not there. */
export interface Overview {
  /** Of the question's period, and of the one it is compared with. */
  readonly whole: Measured | undefined;
  readonly previous: Row | undefined;
  /** Of each point of the trend. */
  readonly points: readonly (Row | undefined)[];
  /** Of the period, by the question's dimensions. */
  readonly groups: readonly Row[];
}

interface Asked {
  readonly before: Window;
  /** They make up the period, oldest first; of standing rows, any windows. */
  readonly points: readonly Window[];
  /** Of a mix: whose share is asked for. */
  readonly leading: string | undefined;
}

/** The trend and the period before come from one reading, and so does the whole where it is their sum. */
export async function overviewOf(store: Reader, question: Question, asked: Asked): Promise<Overview> {
  const { metric, period } = question;
  const { before, points, leading } = asked;
  if (metric.isStanding) {
    const windows = [period, before, ...points];
    const [rows, groups] = await Promise.all([
      wholeOf(store, question, { windows, leading }),
      groupsOf(store, question),
    ]);
    const [whole, previous, ...others] = inOrder(rows, windows);
    return { whole, previous, points: others, groups };
  }
  const trend = points.length > 0 ? points : [period];
  const [[previous, ...others], whole, groups] = await Promise.all([
    trendOf(store, question, { before, trend, leading }),
    isSummed(metric) ? undefined : wholeOf(store, question, { windows: [period], leading }),
    groupsOf(store, question),
  ]);
  return { whole: whole ? whole[0] : sumOf(others), previous, points: others, groups };
}

/** With all that is shown of the period alone. */
function wholeOf(
  store: Reader,
  question: Question,
  { windows, leading }: { windows: readonly Window[]; leading: string | undefined },
): Promise<Row[]> {
  const { metric } = question;
  const besides = (metric.beside ?? []).flatMap((each) => ('sql' in each ? [each.sql] : []));
  return rowsOf(store, metric, { ...selectionOf(question), windows, by: [], leading, hasQuantiles: true, besides });
}

/** The figures of each group in the question's period. */
export async function groupsOf(store: Reader, question: Question): Promise<Row[]> {
  const { metric, period, by } = question;
  if (by.length === 0) return [];
  return await rowsOf(store, metric, { ...shown(question), windows: [period], by });
}

/** The period before, then each point of the trend. */
async function trendOf(
  store: Reader,
  question: Question,
  { before, trend, leading }: { before: Window; trend: readonly Window[]; leading: string | undefined },
): Promise<(Row | undefined)[]> {
  // What it is compared with may lie later, or overlap it.
  const readings = before.to <= question.period.from ? [[before, ...trend]] : [[before], trend];
  const read = readings.map(async (windows) =>
    inOrder(await rowsOf(store, question.metric, { ...shown(question), windows, by: [], leading }), windows),
  );
  return (await Promise.all(read)).flat();
}

/** Groups and points show a median or p90 only where one of them is asked for. */
function shown(question: Question) {
  return { ...selectionOf(question), hasQuantiles: question.statistic !== undefined };
}

const summed: ReadonlySet<Metric['measure']['kind']> = new Set(['count', 'share', 'nps', 'mix', 'ratio']);

/** Whether a period's figure follows from the sums of its parts' counts. */
function isSummed({ measure, beside = [] }: Metric): boolean {
  return summed.has(measure.kind) && !beside.some((each) => 'sql' in each);
}

function sumOf(rows: readonly (Row | undefined)[]): Overview['whole'] {
  const found = rows.filter((row) => row !== undefined);
  if (found.length === 0) return undefined;
  const sum = (name: 'n' | 'hits' | 'promoters' | 'detractors' | 'other') =>
    found.reduce((total, { aggregates }) => total + (aggregates[name] ?? 0), 0);
  const [promoters, detractors] = [sum('promoters'), sum('detractors')];
  return { aggregates: { n: sum('n'), hits: sum('hits'), promoters, detractors, other: sum('other') }, beside: {} };
}

function inOrder(rows: readonly Row[], windows: readonly Window[]): (Row | undefined)[] {
  const found = new Map(rows.map((row) => [row.w, row]));
  return windows.map((_, index) => found.get(index));
}
