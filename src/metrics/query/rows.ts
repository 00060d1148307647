import { z } from 'zod';
import type { Reader } from '../../store/store.ts';
import { dimensionsOf } from './dimensions.ts';
import { carriedBy } from './filters.ts';
import { aggregatesRow, type Aggregates, type Other, type Query } from './query.ts';
import { select } from './sql.ts';
import { quantileStatement, statement, type Grouping } from './statement.ts';

export interface Measured {
  readonly aggregates: Aggregates;
  /** What stands beside the value, by its place in the definition. */
  readonly beside: Readonly<Record<string, unknown>>;
}

export interface Row extends Measured {
  /** Of which window. */
  readonly w: number;
  /** By dimension; `desk` of a named agent. */
  readonly cells: Readonly<Record<string, unknown>>;
}

/** The aggregates of a query by window and by dimensions, both halves of a ratio together. */
export async function rowsOf(store: Reader, query: Query, grouping: Grouping): Promise<Row[]> {
  const { measure } = query;
  const [own, others] = await Promise.all([
    read(store, query, grouping),
    'other' in measure ? readOther(store, measure.other, grouping) : undefined,
  ]);
  const rows = measure.kind === 'lifetime-value' ? perCurrency(own, grouping.by) : own;
  const timed = rows.map((row) => {
    const { from = 0, to = 0 } = grouping.windows[row.w] ?? {};
    return { ...row, aggregates: { ...row.aggregates, seconds: to - from } };
  });
  return others ? joined(timed, { others, isOuter: measure.kind !== 'lifetime-value' }) : timed;
}

const statementRow = aggregatesRow.extend({ w: z.number() }).loose();

async function read(store: Reader, query: Query, grouping: Grouping): Promise<Row[]> {
  const { by } = grouping;
  const rows = await select(store, statement(query, grouping), statementRow);
  return rows.map((row) => ({
    w: row.w,
    cells: {
      ...Object.fromEntries(by.map((name, index) => [name, row[`d${index}`]])),
      ...('agent_desk' in row ? { agent_desk: row['agent_desk'] } : {}),
      ...('currency' in row ? { currency: row['currency'] } : {}),
    },
    aggregates: row,
    beside: row,
  }));
}

interface OtherRows {
  readonly rows: readonly Row[];
  /** The dimensions they are grouped by. */
  readonly by: readonly string[];
  /** Whether that is all of those asked for. */
  readonly isComplete: boolean;
}

/** Filters and dimensions that the other population does not carry leave it as it is. */
async function readOther(store: Reader, other: Other, { by, filters, ...grouping }: Grouping): Promise<OtherRows> {
  const carried = dimensionsOf({ metric: other });
  const shared = by.filter((name) => carried.includes(name));
  const rows = await read(store, other, { ...grouping, by: shared, filters: carriedBy(other, filters), besides: [] });
  return { rows, by: shared, isComplete: shared.length === by.length };
}

/** Rows with the other population's count or mean; those that only the other has too, unless it is but looked up. */
function joined(own: readonly Row[], { others, isOuter }: { others: OtherRows; isOuter: boolean }): Row[] {
  const found = new Map(others.rows.map((row) => [keyOf(row, others.by), row]));
  const both = own.map((row) => {
    const other = found.get(keyOf(row, others.by))?.aggregates;
    return {
      ...row,
      aggregates: { ...row.aggregates, other: other?.mean === undefined ? (other?.n ?? null) : other.mean },
    };
  });
  if (!isOuter || !others.isComplete) return both;
  const known = new Set(own.map((row) => keyOf(row, others.by)));
  const alone = others.rows.filter((row) => !known.has(keyOf(row, others.by)));
  return [...both, ...alone.map((row) => ({ ...row, aggregates: { n: 0, other: row.aggregates.n } }))];
}

/** One row a group, naming its currencies: amounts, and what stands beside them, are of use only where there is one. */
function perCurrency(rows: readonly Row[], by: readonly string[]): Row[] {
  const groups = Map.groupBy(rows, (row) => keyOf(row, by));
  return [...groups.values()].flatMap((group) => {
    const currencies = group.map(({ cells: { currency } }) => (typeof currency === 'string' ? currency : null));
    return group.slice(0, 1).map((row) => {
      const beside = currencies.length === 1 ? row.beside : {};
      return { ...row, aggregates: { ...row.aggregates, currencies }, beside };
    });
  });
}

function keyOf({ w, cells }: Row, by: readonly string[]): string {
  const names = by.includes('agent') ? [...by, 'agent_desk'] : by;
  return JSON.stringify([w, ...names.map((name) => cells[name])]);
}

const quantilesRow = z.object({ quantiles: z.array(z.number()).nullable() });

/** The own values of a mean's rows that lie at some fractions of them, smallest first; none where there are no rows. */
export async function quantilesOf(
  store: Reader,
  query: Query,
  asked: Parameters<typeof quantileStatement>[1],
): Promise<number[]> {
  const [found] = await select(store, quantileStatement(query, asked), quantilesRow);
  return found?.quantiles ?? [];
}
