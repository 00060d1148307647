import type { z } from 'zod';

/** What may be bound to `$1`, `$2` … Whole numbers go as BIGINT, others as DOUBLE. */
export type Value = string | number | boolean | null;

export interface Reader {
  /**
   * Rows of a statement, parsed: whole numbers of any width come as numbers, lists as arrays. The SQL is ours and trusted,
   * runs on DuckDB and PostgreSQL alike, and takes everything that came from outside through `values`. Where the order of
   * text can be seen it is by COLLATE "C": PostgreSQL's own differs from one database to another.
   */
  query<Row>(sql: string, values: readonly Value[], row: z.ZodType<Row>): Promise<Row[]>;
}

export interface Transaction extends Reader {
  /** Run a statement. @returns how many rows it changed */
  run(sql: string, values: readonly Value[]): Promise<number>;
  /** Replace the content of the temporary table `stage_<table>`, which has the columns of `table`, by these rows. */
  stage(table: string, rows: Iterable<Readonly<Record<string, unknown>>>): Promise<void>;
  /** Put more rows into `stage_<table>`, beside those that are there. */
  stageMore(table: string, rows: Iterable<Readonly<Record<string, unknown>>>): Promise<void>;
  /**
   * Put the rows of `stage_<table>` into `table`, in the place of those that share their key. In the stage no two rows do.
   * Where a column tells versions apart, a row of which the table has a newer one leaves the stage instead.
   * @returns how many rows were put
   */
  replace(table: string, key: readonly string[], version?: string): Promise<number>;
}

export interface TransactionOptions {
  /** One of the very many of a first load, which is to take little memory rather than answer at once. */
  readonly isLoad?: boolean;
}

/** Where facts and settings live. Readers see the last committed state and never wait for the writer. */
export interface Store extends Reader, AsyncDisposable {
  /**
   * Work that is committed as a whole or not at all. Transactions run one after another, so what one reads cannot be
   * changed by another before it commits. Do not wait for anything but the store inside.
   */
  transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
}
