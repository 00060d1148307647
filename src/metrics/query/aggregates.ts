import { z } from 'zod';
import { dimensionOf } from './dimensions.ts';
import { toSql, type Expression, type Params } from './expression.ts';
import type { Query } from './query.ts';
import { raw, sql, type Sql } from './sql.ts';
import { buyer } from './tables.ts';

/** Median and p90. */
const shown = [0.5, 0.9];

/** One row of a statement's aggregates, with what was put beside it. */
export const aggregatesRow = z.object({
  n: z.number(),
  hits: z.number().optional(),
  promoters: z.number().optional(),
  detractors: z.number().optional(),
  mean: z.number().nullish(),
  variance: z.number().nullish(),
  quantiles: z.array(z.number()).nullish(),
  weight: z.number().nullish(),
  weighted: z.number().nullish(),
  squares0: z.number().nullish(),
  squares1: z.number().nullish(),
  squares2: z.number().nullish(),
  customers: z.number().optional(),
  amount: z.number().nullish(),
  margin: z.number().nullish(),
  earned: z.number().nullish(),
});

export type Aggregates = z.output<typeof aggregatesRow> & {
  /** The other population's count or mean. */
  readonly other?: number | null;
  /** How long the window is. */
  readonly seconds?: number;
  /** Of a lifetime value: the currencies its orders are in, null for unknown. */
  readonly currencies?: readonly (string | null)[];
};

/**
 * What a figure needs to know of its rows, as SQL; the names are those of {@link aggregatesRow}. Median and p90 cost more than all
 * else together: they are asked for only where they are shown.
 */
export function aggregatesOf(query: Query, { params, hasQuantiles }: { params: Params; hasQuantiles: boolean }): Sql[] {
  const { measure } = query;
  const of = (expression: Expression) => toSql(expression, params);
  switch (measure.kind) {
    case 'count':
    case 'snapshot':
    case 'ratio':
    case 'repeat':
      return [];
    case 'share':
      return [sql`count(*) FILTER (WHERE ${of(measure.hit)}) AS hits`];
    case 'part':
      return [sql`${raw(measure.count)} AS hits`];
    case 'mix': {
      const { sql: dimension } = dimensionOf(query, { name: measure.of });
      return [sql`count(*) FILTER (WHERE ${raw(dimension)} = ${measure.leading ?? null}) AS hits`];
    }
    case 'nps':
      return [
        raw(`count(*) FILTER (WHERE ${measure.score} >= 9) AS promoters`),
        raw(`count(*) FILTER (WHERE ${measure.score} < 7) AS detractors`),
      ];
    case 'mean': {
      const value = of(measure.of);
      return [
        sql`avg(${double(value)}) AS mean`,
        sql`var_samp(${double(value)}) AS variance`,
        ...(hasQuantiles ? [quantilesSql(value, { fractions: shown })] : []),
      ];
    }
    case 'weighted': {
      const [value, weight] = [double(raw(measure.of)), double(raw(measure.weight))];
      return [
        sql`sum(${weight}) AS weight`,
        sql`sum(${weight} * ${value}) AS weighted`,
        sql`sum(${weight} * ${weight}) AS squares0`,
        sql`sum(${weight} * ${weight} * ${value}) AS squares1`,
        sql`sum(${weight} * ${weight} * ${value} * ${value}) AS squares2`,
      ];
    }
    case 'lifetime-value':
      return [
        sql`count(DISTINCT ${buyer(params)}) AS customers`,
        sql`sum(${double(raw('f.amount'))}) AS amount`,
        sql`sum(${double(raw('f.margin'))}) AS margin`,
        sql`sum(${double(raw('f.amount * f.margin'))}) AS earned`,
      ];
  }
}

/** As the list `quantiles`: the values at some fractions of the rows, each a row's own or else between two rows'. */
export function quantilesSql(
  of: Sql,
  { fractions, isOfRow = false }: { fractions: readonly number[]; isOfRow?: boolean },
): Sql {
  const percentile = raw(isOfRow ? 'percentile_disc' : 'percentile_cont');
  // Whole numbers are sorted faster than what is made of them.
  return sql`CAST(${percentile}(ARRAY[${raw(fractions.join(', '))}]) WITHIN GROUP (ORDER BY ${of}) AS double precision[]) AS quantiles`;
}

export function double(value: Sql): Sql {
  return sql`CAST(${value} AS double precision)`;
}
