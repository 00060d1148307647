/** How much of a block is drawn. */
export interface Limits {
  /** Rows of a table, items of a list. */
  readonly rows: number;
  /** UTF-16 code units of a text. */
  readonly letters: number;
}

/** Bytes of JSON in UTF-8: what Teams takes of a card for certain. */
export const budget = 24_000;

/** From all there is to the least that still says something. */
export const limitsInTurn: readonly [Limits, ...Limits[]] = [
  { rows: Infinity, letters: 4000 },
  { rows: 60, letters: 1000 },
  { rows: 30, letters: 400 },
  { rows: 15, letters: 200 },
  { rows: 6, letters: 80 },
];

/** The first ones, and how many were left out. */
export function within<T>(all: readonly T[], { rows }: Limits): { shown: readonly T[]; left: number } {
  return { shown: all.slice(0, rows), left: Math.max(0, all.length - rows) };
}
