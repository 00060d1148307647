import type { VtigerRow } from './rows.ts';

/** A refusal, as Vtiger words it. */
export interface Refused {
  readonly code: string;
}

interface Options {
  readonly modules: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rows: (module: string) => readonly VtigerRow[];
  /** Whether the user may read a module. */
  readonly mayRead: (module: string) => boolean;
  readonly largestPage: number;
  /** Ids of records that the user may not see: they are left out of a page that counted them. */
  readonly hidden: ReadonlySet<string>;
  /** Records of the same second come in another order each time. */
  readonly seed: number;
}

const statement =
  /^SELECT (?<columns>\*|count\(\*\)) FROM (?<module>\w+)(?: WHERE (?<where>.+?))?(?: ORDER BY (?<order>\w+(?:, ?\w+)?)(?<direction> ASC| DESC)?)?(?: LIMIT (?<offset>\d+)(?:, ?(?<limit>\d+))?)?;$/i;
const list = /^(?<field>\w+) IN \((?<values>'[^']*'(?:, ?'[^']*')*)\)$/i;
const comparison = /^(?<field>\w+) (?<operator>=|!=|<=|>=|<|>) '(?<value>[^']*)'$/;

/** Vtiger's query language, as far as its grammar goes: conditions joined by AND, and no parentheses but those of IN. */
export function answerQuery(text: string, options: Options): unknown[] | Refused {
  const parts = statement.exec(text)?.groups;
  if (parts === undefined) return { code: 'QUERY_SYNTAX_ERROR' };
  const { columns = '', module = '', where, order, direction = '', offset, limit } = parts;
  const fields = options.modules[module];
  if (fields === undefined || !options.mayRead(module)) return { code: 'ACCESS_DENIED' };
  let rows = [...options.rows(module)];
  for (const condition of where === undefined ? [] : where.split(/ AND /i)) {
    const fits = readCondition(condition, fields);
    if ('code' in fits) return fits;
    rows = rows.filter(fits.test);
  }
  if (columns !== '*') return [{ count: String(rows.length) }];
  if (order !== undefined) {
    if (!order.split(/, ?/).every((field) => field === 'id' || field in fields)) return { code: 'ACCESS_DENIED' };
    rows = sort(rows, order.split(/, ?/), options.seed);
    if (direction.trim().toUpperCase() === 'DESC') rows.reverse();
  }
  const begin = limit === undefined ? 0 : Number(offset);
  const size = Math.min(options.largestPage, Number(limit ?? offset ?? options.largestPage));
  return rows.slice(begin, begin + size).filter(({ id }) => !options.hidden.has(id));
}

function readCondition(
  text: string,
  fields: Readonly<Record<string, string>>,
): Refused | { test: (row: VtigerRow) => boolean } {
  const known = (field: string) => field === 'id' || field in fields;
  const among = list.exec(text)?.groups;
  if (among !== undefined) {
    const { field = '', values = '' } = among;
    if (!known(field)) return { code: 'ACCESS_DENIED' };
    const wanted = new Set(values.split(/, ?/).map((value) => value.slice(1, -1)));
    return { test: (row) => wanted.has(String(row[field])) };
  }
  const compared = comparison.exec(text)?.groups;
  if (compared === undefined) return { code: 'QUERY_SYNTAX_ERROR' };
  const { field = '', operator = '', value = '' } = compared;
  if (!known(field)) return { code: 'ACCESS_DENIED' };
  if (field === 'id' && !/^\d+x\d+$/.test(value)) return { code: 'INVALID_ID_ATTRIBUTE' };
  return { test: (row) => holds(order(row, field, value), operator) };
}

/** Negative when the row's field comes before the value. Ids compare by the number of the record. */
function order(row: VtigerRow, field: string, value: string): number {
  if (field === 'id') return numberOf(row.id) - numberOf(value);
  const mine = String(row[field]);
  return mine < value ? -1 : Number(mine > value);
}

function holds(order: number, operator: string): boolean {
  if (operator === '=') return order === 0;
  if (operator === '!=') return order !== 0;
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

function sort(rows: readonly VtigerRow[], fields: readonly string[], seed: number): VtigerRow[] {
  const shuffled = rows.toSorted(
    (a, b) => ((numberOf(a.id) * 7919 + seed * 104729) % 101) - ((numberOf(b.id) * 7919 + seed * 104729) % 101),
  );
  return shuffled.toSorted((a, b) => {
    for (const field of fields) {
      const difference = order(a, field, field === 'id' ? b.id : String(b[field]));
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function numberOf(id: string): number {
  return Number(id.slice(id.indexOf('x') + 1));
}
