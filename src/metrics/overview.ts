import type { Reader } from '../store/store.ts';
import { cutOf } from './cut.ts';
import { spread } from './moments.ts';
import type { Question } from './question.ts';
import { rowsOf, type Row } from './rows.ts';
import type { Window } from './window.ts';

/** All that an answer tells of one question's rows. What has no rows is not there. */
export interface Overview {
  /** Of the question's period, and of the one it is compared with. */
  readonly whole: Row | undefined;
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
}

/** Rows that stand are read once for all windows, those that happen once for each of the two periods. */
export async function overviewOf(store: Reader, question: Question, asked: Asked): Promise<Overview> {
  const { metric, period, by } = question;
  const { before, points } = asked;
  if (metric.isStanding) {
    const windows = [period, before, ...points];
    const [rows, groups] = await Promise.all([rowsOf(store, question, { windows, by: [] }), groupsOf(store, question)]);
    const [whole, previous, ...others] = inOrder(rows, windows);
    return { whole, previous, points: others, groups };
  }
  // A ticket has many tags, and a currency is told of every row: such groups take a reading of their own.
  const isApart = by.includes('tag') || metric.measure.kind === 'worth';
  const isSpreadApart = metric.measure.kind === 'mean' && !question.statistic;
  const [own, [previous], groups, cut] = await Promise.all([
    eachOf(store, question, { points, by: isApart ? [] : by }),
    rowsOf(store, question, { windows: [before], by: [] }),
    isApart ? groupsOf(store, question) : undefined,
    isSpreadApart ? cutOf(store, question, { window: period, fractions: spread }) : undefined,
  ]);
  const whole = own.find(({ w, isGroup }) => w === null && !isGroup);
  return {
    whole: whole && cut ? { ...whole, moments: { ...whole.moments, cut } } : whole,
    previous,
    points: inOrder(own, points),
    groups: groups ?? own.filter(({ isGroup }) => isGroup),
  };
}

/** The figures of each group in the question's period. */
export async function groupsOf(store: Reader, question: Question): Promise<Row[]> {
  const { period, by } = question;
  return by.length === 0 ? [] : await rowsOf(store, question, { windows: [period], by });
}

async function eachOf(
  store: Reader,
  question: Question,
  { points, by }: { points: readonly Window[]; by: readonly string[] },
): Promise<Row[]> {
  const { period, metric } = question;
  const windows = points.length > 0 ? points : [period];
  if (metric.measure.kind !== 'worth') return await rowsOf(store, question, { windows, by, isEach: true });
  const [whole, each] = await Promise.all([
    rowsOf(store, question, { windows: [period], by }),
    rowsOf(store, question, { windows, by }),
  ]);
  return [...whole.map((row) => ({ ...row, w: null })), ...each];
}

function inOrder(rows: readonly Row[], windows: readonly Window[]): (Row | undefined)[] {
  const found = new Map(rows.filter(({ w }) => w !== null).map((row) => [row.w, row]));
  return windows.map((_, index) => found.get(index));
}
