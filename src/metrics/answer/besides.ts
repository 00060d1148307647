import { DAY } from '../../calendar/units.ts';
import type { Reader } from '../../store/store.ts';
import type { Beside, Metric, Unit } from '../metric.ts';
import { formatKey } from '../query/dimensions.ts';
import { carriedBy } from '../query/filters.ts';
import { itsTicket } from '../query/joins.ts';
import type { Population } from '../query/query.ts';
import { rowsOf, type Measured, type Row } from '../query/rows.ts';
import { selectionOf, type Question } from './question.ts';

/** A figure shown beside the value. */
export interface BesideFigure {
  /** May name a group, which is data. */
  readonly label: string;
  readonly unit: Unit;
  readonly value: number | null;
}

/** The figures beside the value of the question's period, whose rows these are. */
export async function besidesOf(
  store: Reader,
  question: Question,
  { row, value }: { row: Measured | undefined; value: number | null },
): Promise<BesideFigure[]> {
  const { beside: all = [] } = question.metric;
  const aggregates = all.filter((beside) => 'sql' in beside);
  const found = await Promise.all(
    all.map(async (beside) => {
      if ('most' in beside) return await largest(store, question, beside);
      const { label, unit } = beside;
      if ('per100' in beside)
        return [{ label, unit, value: await per100(store, question, { value, of: beside.per100 }) }];
      const aggregate = row?.beside[`b${aggregates.indexOf(beside)}`];
      const nothing = beside.isCount ? 0 : null;
      return [{ label, unit, value: typeof aggregate === 'number' ? aggregate : nothing }];
    }),
  );
  return found.flat();
}

async function per100(
  store: Reader,
  question: Question,
  { value, of }: { value: number | null; of: Population },
): Promise<number | null> {
  const [row] = await countsOf(store, question, { of, by: [] });
  return row && row.aggregates.n > 0 && value !== null ? (100 * value) / row.aggregates.n : null;
}

/** Of another population only where it carries all filters: else it would be about something else. */
async function largest(
  store: Reader,
  question: Question,
  { label, most, top, of = question.metric }: Extract<Beside, { most: string }>,
): Promise<BesideFigure[]> {
  if (carriedBy(of, question.filters).length < question.filters.length) return [];
  const rows = await countsOf(store, question, { of, by: [most] });
  return rows
    .flatMap(({ cells: { [most]: key }, aggregates: { n } }) =>
      typeof key === 'string' || typeof key === 'number' ? [{ key, n }] : [],
    )
    .sort((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1))
    .slice(0, top)
    .map(({ key, n }) => ({ label: `${label} ${formatKey(most, key)}`, unit: 'count', value: n }));
}

/** What must be said with a figure so that it is not misread. */
export async function notesOn(store: Reader, question: Question): Promise<string[]> {
  const { metric, period, now } = question;
  const notes: string[] = [];
  if (metric.isOfSolved) notes.push(...(await reopenedSince(store, question)));
  if (metric.settlesAfter && period.to > now - metric.settlesAfter) {
    notes.push(`Provisional for ${metric.settlesAfter / DAY} days: a ticket reopened meanwhile lowers it.`);
  }
  if (isScaledToYear(metric) && period.to - period.from < 360 * DAY) {
    notes.push(
      'Orders per customer are scaled from the period to a year, which overstates a short one: ask for a year.',
    );
  }
  return notes;
}

function isScaledToYear({ measure }: Metric): boolean {
  return measure.kind === 'lifetime-value' && measure.by !== 'earned';
}

/** Tickets that stood solved at the period's end, having been solved in it, and that are not counted in it any more. */
async function reopenedSince(store: Reader, question: Question): Promise<string[]> {
  const { period, now, metric } = question;
  if (period.to >= now) return [];
  const reopened = { relation: 'reopened', at: 'f.at' } as const;
  const of = metric.ofTickets ? { ...reopened, where: metric.ofTickets, joins: [itsTicket] } : reopened;
  const [row] = await countsOf(store, question, { of, by: [] });
  const n = row?.aggregates.n ?? 0;
  if (n === 0) return [];
  return [
    n === 1
      ? '1 ticket solved then was reopened since and no longer counts here.'
      : `${n} tickets solved then were reopened since and no longer count here.`,
  ];
}

/** How many of another population there are in the question's period, by those of its filters that they carry. */
async function countsOf(
  store: Reader,
  question: Question,
  { of, by }: { of: Population; by: readonly string[] },
): Promise<Row[]> {
  const selection = { ...selectionOf(question), filters: carriedBy(of, question.filters) };
  return await rowsOf(store, { ...of, measure: { kind: 'count' } }, { ...selection, windows: [question.period], by });
}
