import { raw, type Sql } from './sql.ts';

/** What SQL may depend on beside the rows it reads. */
export interface Params {
  /** Epoch seconds; what happened at or after it is left out. */
  readonly now: number;
  /** Where the first and the last window end. */
  readonly firstUntil: number;
  readonly lastUntil: number;
  /** Names of the desks in scope, for `IN (…)`. */
  readonly desks: Sql;
  /** Whether customers of several desks count as the people they are, of whom one may be on each desk. */
  readonly arePeople: boolean;
}

/** SQL of ours: as text, or made of what it depends on. */
export type Expression = string | ((params: Params) => Sql);

export function toSql(expression: Expression, params: Params): Sql {
  return typeof expression === 'string' ? raw(expression) : expression(params);
}
