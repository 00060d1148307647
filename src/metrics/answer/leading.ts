import type { Reader } from '../../store/store.ts';
import type { Question } from './question.ts';
import { rowsOf } from '../query/rows.ts';
import { selectionOf } from './selection.ts';

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
    .map(({ cells, moments }) => ({ key: String(cells[measure.of]), n: moments.n }))
    .sort((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1));
  return {
    ...question,
    by: by.includes(measure.of) ? by : [...by, measure.of],
    metric: { ...metric, measure: { ...measure, ...(first ? { leading: first.key } : {}) } },
  };
}
