/** One row as its file gives it: cells by the file's own column names, or why there are none. */
export type Line =
  | { readonly number: number; readonly cells: ReadonlyMap<string, unknown> }
  | { readonly number: number; readonly problem: string };

/** A file that was opened once and can be read. */
export interface Source {
  /** The file's columns; of a file without a header those of its first rows, and undefined when it has no row. */
  readonly columns: readonly string[] | undefined;
  /** Columns that the header names more than once: which one is meant cannot be told. */
  readonly doubled?: ReadonlySet<string>;
  /** Whether a row may have columns that `columns` does not name: where there is no header. */
  readonly isOpen?: boolean;
  /** What was found out about the file that its name does not say: encoding, delimiter. */
  readonly remarks?: readonly string[];
  /** Every row in the file's order, each time from the beginning; only a few are held in memory. */
  lines(): AsyncIterable<Line>;
}

/** What a mapping says of how a file is written. */
export interface FileShape {
  readonly delimiter?: string | undefined;
  readonly encoding?: string | undefined;
  readonly skip: number;
  readonly sheet?: string | number | undefined;
}
