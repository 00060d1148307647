/** What the main thread asks of the database's thread: a statement, or, without `sql`, to close. */
export interface Request {
  readonly id: number;
  readonly sql: string | undefined;
  readonly values: readonly unknown[];
}

/** What the database's thread tells: that it is open, a statement's end, or a `NOTIFY`. */
export type Reply =
  | { readonly type: 'open' }
  | { readonly type: 'result'; readonly id: number; readonly rows: readonly unknown[]; readonly rowCount: number }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly type: 'notification'; readonly channel: string; readonly payload: string };

/** The parts of a database error that BullMQ reads. */
export interface Failure {
  readonly message: string;
  readonly code: string | undefined;
  readonly detail: string | undefined;
}
