/** One row as its file gives it: cells by the file's own column names, or why there are none. */
export type Line =
  | { readonly number: number; readonly cells: ReadonlyMap<string, unknown> }
  | { readonly number: number; readonly problem: string };

/** A file that was opened once and can be read. */
export interface Source {
  /** The file's columns; of a file without a header those of its first rows, and undefined when it has no row. */
  readonly columns: readonly string[] | undefined;
  /** Every row in the file's order, each time from the beginning; only a few are held in memory. */
  lines(): AsyncIterable<Line>;
}
