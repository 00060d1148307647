import type { Reader } from '../../store/store.ts';
import { dimensionsOf } from '../query/dimensions-of.ts';
import { formatKey } from '../present/format-key.ts';
import type { Beside, Population, Unit } from '../metric.ts';
import { ofPopulation } from '../query/of-population.ts';
import type { Question } from '../question.ts';
import { rowsOf, type Aggregates } from '../query/rows.ts';

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
  { row, value }: { row: Aggregates | undefined; value: number | null },
): Promise<BesideFigure[]> {
  const found = await Promise.all(
    (question.metric.beside ?? []).map(async (beside, index) => {
      if ('most' in beside) return await largest(store, question, beside);
      const { label, unit } = beside;
      if ('per100' in beside)
        return [{ label, unit, value: await per100(store, question, { value, of: beside.per100 }) }];
      const aggregate = row?.beside[`b${index}`];
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
  const count = ofPopulation(question, { ...of, measure: { kind: 'count' } });
  const [row] = await rowsOf(store, count, { windows: [question.period], by: [] });
  return row && row.moments.n > 0 && value !== null ? (100 * value) / row.moments.n : null;
}

/** Of another population only where it carries all filters: else it would be about something else. */
async function largest(
  store: Reader,
  question: Question,
  { label, most, top, of = question.metric }: Extract<Beside, { most: string }>,
): Promise<BesideFigure[]> {
  const { relation, at, where = 'TRUE', isStanding = false, dimensions = {} } = of;
  const population = { relation, at, where, isStanding, dimensions };
  const carried = dimensionsOf({ metric: population });
  if (question.filters.some(({ key }) => !carried.includes(key))) return [];
  const count = ofPopulation(question, { ...population, measure: { kind: 'count' } });
  const rows = await rowsOf(store, count, { windows: [question.period], by: [most] });
  return rows
    .flatMap(({ cells: { [most]: key }, moments: { n } }) =>
      typeof key === 'string' || typeof key === 'number' ? [{ key, n }] : [],
    )
    .sort((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1))
    .slice(0, top)
    .map(({ key, n }) => ({ label: `${label} ${formatKey(most, key)}`, unit: 'count', value: n }));
}
