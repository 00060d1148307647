import { z } from 'zod';
import type { Answer } from '../src/metrics/answer/ask.ts';
import type { Reader } from '../src/store/store.ts';

/** Numbers by what they are, such as `previous n` or `by Billing value`. Of groups without rows there are none. */
export type Figures = ReadonlyMap<string, number>;

/** The figures of a hand-written statement: its text columns together name a row, each number is named by its column. */
export async function figuresByHand(store: Reader, statements: readonly string[]): Promise<Figures> {
  const answers = await Promise.all(
    statements.map((sql) => store.query(sql, [], z.record(z.string(), z.union([z.string(), z.number(), z.null()])))),
  );
  return new Map(answers.flat().flatMap(namedNumbers));
}

function namedNumbers(row: Readonly<Record<string, string | number | null>>): [string, number][] {
  const name = Object.values(row)
    .filter((cell) => typeof cell === 'string')
    .join(' ');
  return Object.entries(row).flatMap(([column, cell]): [string, number][] =>
    typeof cell === 'number' ? [[`${name} ${column}`, cell]] : [],
  );
}

/** The same of an answer. */
export function figuresOfAnswer({ question, value, n, stats, previous, series, breakdown }: Answer): Figures {
  const prefix = question.metric.id;
  const figures = [
    { name: 'value', value, n, median: stats.median, p90: stats.p90 },
    { name: 'previous', value: previous.value, n: previous.n },
    ...series.map((point, index) => ({ name: `series ${index}`, value: point.value, n: point.n })),
    ...breakdown.map((row) => ({ name: `by ${Object.values(row.key).join(' ')}`, value: row.value, n: row.n })),
  ];
  return new Map(
    figures
      .filter(({ n }) => n !== 0)
      .flatMap((figure) => namedNumbers({ ...figure, name: `${prefix} ${figure.name}` })),
  );
}

/**
 * Sums may differ in their last bits for the order they were taken in.
 * @throws Error naming the first figures that differ
 */
export function checkSame(what: string, one: Figures, other: Figures): void {
  const names = new Set([...one.keys(), ...other.keys()]);
  const differing = [...names].filter((name) => !isClose(one.get(name), other.get(name)));
  if (names.size > 0 && differing.length === 0) return;
  const shown = differing.slice(0, 5).map((name) => `${name}: ${one.get(name)} against ${other.get(name)}`);
  throw new Error(`${what}: ${differing.length} of ${names.size} figures differ\n${shown.join('\n')}`);
}

function isClose(one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
}
