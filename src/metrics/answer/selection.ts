import type { Reader } from '../../store/store.ts';
import { carriedBy } from '../query/filters.ts';
import type { Population } from '../query/query.ts';
import { rowsOf, type Row } from '../query/rows.ts';
import type { Selection } from '../query/statement.ts';
import type { Question } from './question.ts';

/** Which rows a question is about. */
export function selectionOf({ filters, scope, now, period, minAge }: Question): Selection {
  return { filters, scope, now, timezone: period.timezone, minAge };
}

/** How many of another population there are in the question's period, by those of its filters that they carry. */
export async function countsOf(
  store: Reader,
  question: Question,
  { of, by }: { of: Population; by: readonly string[] },
): Promise<Row[]> {
  const selection = { ...selectionOf(question), filters: carriedBy(of, question.filters) };
  return await rowsOf(store, { ...of, measure: { kind: 'count' } }, { ...selection, windows: [question.period], by });
}
