import type { z } from 'zod';
import type { Reader, Value } from '../../store/store.ts';

/** A piece of SQL with the values bound in it, each between two pieces of the text. */
export interface Sql {
  readonly text: readonly string[];
  readonly values: readonly Value[];
}

/** SQL of ours. Another piece of SQL in `${}` becomes part of it; anything else is bound as a value. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | Value)[]): Sql {
  const pieces = parts.flatMap((part, index) => [isSql(part) ? part : bound(part), raw(strings[index + 1] ?? '')]);
  return concat([raw(strings[0] ?? ''), ...pieces]);
}

/** Text that is ours and trusted. */
export function raw(text: string): Sql {
  return { text: [text], values: [] };
}

export function join(pieces: readonly Sql[], separator: string): Sql {
  return concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [raw(separator), piece])));
}

/** For `IN (…)`, which nothing is in when there are no values. */
export function list(values: readonly Value[]): Sql {
  return values.length === 0 ? raw('NULL') : join(values.map(bound), ', ');
}

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

/** Rows of a statement, parsed; its values are numbered here, in the order of their places. */
export async function select<Row>(store: Reader, { text, values }: Sql, row: z.ZodType<Row>): Promise<Row[]> {
  const numbered = text.map((piece, index) => (index === 0 ? piece : `$${index}${piece}`));
  return await store.query(numbered.join(''), values, row);
}

function bound(value: Value): Sql {
  return { text: ['', ''], values: [value] };
}

function concat(pieces: readonly Sql[]): Sql {
  const text = [''];
  for (const {
    text: [first = '', ...others],
  } of pieces)
    text.push(`${text.pop()}${first}`, ...others);
  return { text, values: pieces.flatMap(({ values }) => values) };
}

function isSql(part: Sql | Value): part is Sql {
  return typeof part === 'object' && part !== null;
}
