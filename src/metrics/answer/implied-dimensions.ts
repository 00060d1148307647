import type { Reader } from '../../store/store.ts';
import type { Figure } from '../figure/figure.ts';
import { rowsOf } from '../query/rows.ts';
import type { Question } from './question.ts';
import { selectionOf } from './selection.ts';

const mostDimensions = 2;

/** Of a mix, the question of how large a share its largest part has; any other question as it is. */
export async function withLeading(store: Reader, question: Question): Promise<Question> {
  const { metric, period, by } = question;
  const { measure } = metric;
  if (measure.kind !== 'mix') return question;
  const rows = await rowsOf(store, metric, {
    ...selectionOf(question),
    windows: [period],
    by: [measure.of],
  });
  const [first] = rows
    .map(({ cells, aggregates }) => ({ key: String(cells[measure.of]), n: aggregates.n }))
    .sort((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1));
  return {
    ...question,
    by: by.includes(measure.of) ? by : [...by, measure.of],
    metric: { ...metric, measure: { ...measure, ...(first ? { leading: first.key } : {}) } },
  };
}

/** Amounts in several currencies are never summed: the answer is broken down by currency instead. */
export function splitByCurrency(
  question: Question,
  { currencies = [] }: Figure,
): { question: Question; notes: string[] } {
  if (currencies.length < 2) return { question, notes: [] };
  const names = currencies.map((currency) => currency ?? 'an unknown one').toSorted();
  const said = `The orders are in several currencies, which are not summed: ${names.join(', ')}.`;
  if (question.by.includes('currency')) return { question, notes: [said] };
  if (question.by.length === mostDimensions) {
    return { question, notes: [`${said} Split by currency or filter on one.`] };
  }
  return { question: { ...question, by: [...question.by, 'currency'] }, notes: [said] };
}
