import { join, raw, sql, type Sql } from './sql.ts';

/** A stretch `[from, to)`, or for a snapshot the instant `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last of some windows. */
export function spanOf(windows: readonly Window[]): Window {
  const from = Math.min(...windows.map((window) => window.from));
  const to = Math.max(...windows.map((window) => window.to));
  return { from, to };
}

/** The windows as a table of their own, for rows that stand: each row is held against each. */
export function windowTable(windows: readonly Window[], age: number): Sql {
  const number = (value: number) => sql`CAST(${value} AS BIGINT)`;
  const rows = windows.map(
    ({ from, to }, index) => sql`(${raw(String(index))}, ${number(from)}, ${number(to)}, ${number(age)})`,
  );
  return sql`WITH windows(i, since, until, age) AS (VALUES ${join(rows, ', ')}) `;
}

/** Whether an instant lies in one of the windows. */
export function isInWindows(at: Sql, windows: readonly Window[]): Sql {
  const { from, to } = spanOf(windows);
  const between = gaps(windows).map((gap) => sql` AND (${at} < ${gap.from} OR ${at} >= ${gap.to})`);
  return sql`${at} >= ${from} AND ${at} < ${to}${join(between, '')}`;
}

function gaps(windows: readonly Window[]): Window[] {
  return windows.slice(1).flatMap(({ from: to }, index) => {
    const from = windows[index]?.to ?? to;
    return from < to ? [{ from, to }] : [];
  });
}

/** Which of the windows an instant in one of them lies in, from 0. */
export function windowIndex(at: Sql, windows: readonly Window[]): Sql {
  if (windows.length === 1) return raw('0');
  const cases = windows.map(({ to }, index) => sql`WHEN ${at} < ${to} THEN ${raw(String(index))}`);
  return sql`CASE ${join(cases, ' ')} END`;
}
