import { figureOf, type Figure } from '../figure/figure.ts';
import type { Question } from './question.ts';
import type { Row } from '../query/rows.ts';

export interface BreakdownRow extends Figure {
  /** By dimension; null where it is unknown. Agents by name. */
  readonly key: Readonly<Record<string, string | number | null>>;
}

/** The figure of each group; `names` are agents' by `desk/id`. Of a mix, each group's share of those that the other dimensions put together, `n` its own rows. */
export function breakdownOf(
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
