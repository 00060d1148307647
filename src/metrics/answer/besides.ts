import type { Reader } from '../../store/store.ts';
import type { Beside, Unit } from '../metric.ts';
import { carriedBy } from '../query/filters.ts';
import type { Population } from '../query/query.ts';
import type { Measured } from '../query/rows.ts';
import type { Question } from './question.ts';
import { formatKey } from '../query/dimensions.ts';
import { countsOf } from './selection.ts';

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
