import { z } from 'zod';
import type { Metric } from '../metric.ts';
import type { Bind } from './relation-filter.ts';
import { relations, type Relation } from './relation.ts';

/** Median and p90. */
const spread = [0.5, 0.9];

/** One row of a statement's aggregates, with what was put beside it. */
export const momentsRow = z.object({
  n: z.number(),
  hits: z.number().optional(),
  promoters: z.number().optional(),
  detractors: z.number().optional(),
  mean: z.number().nullish(),
  variance: z.number().nullish(),
  cut: z.array(z.number()).nullish(),
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

export type Moments = z.output<typeof momentsRow> & {
  /** The other population's count or mean. */
  readonly other?: number | null;
  /** How long the window is. */
  readonly seconds?: number;
  /** Of a worth: the currencies its orders are in, null for unknown. */
  readonly currencies?: readonly (string | null)[];
};

/**
 * What a figure needs to know of its rows, as SQL; the names are those of {@link momentsRow}, and `b0`, `b1` … for what stands
 * beside. Median and p90 cost more than all else together: they are asked for only where they are shown.
 */
export function aggregatesOf(metric: Metric, { bind, hasSpread }: { bind: Bind; hasSpread: boolean }): string[] {
  const besides = (metric.beside ?? []).flatMap((beside, index) =>
    'sql' in beside ? [`${double(beside.sql)} AS b${index}`] : [],
  );
  return ['count(*) AS n', ...momentsOf(metric, { bind, hasSpread }), ...besides];
}

function momentsOf({ measure, relation }: Metric, { bind, hasSpread }: { bind: Bind; hasSpread: boolean }): string[] {
  switch (measure.kind) {
    case 'count':
    case 'snapshot':
    case 'ratio':
    case 'repeat':
      return [];
    case 'share':
      return [`count(*) FILTER (WHERE ${measure.hit}) AS hits`];
    case 'part':
      return [`${measure.count} AS hits`];
    case 'mix': {
      const { dimensions }: Relation = relations[relation];
      return [`count(*) FILTER (WHERE ${dimensions[measure.of] ?? 'NULL'} = ${bind(measure.leading ?? null)}) AS hits`];
    }
    case 'nps':
      return [
        `count(*) FILTER (WHERE ${measure.score} >= 9) AS promoters`,
        `count(*) FILTER (WHERE ${measure.score} < 7) AS detractors`,
      ];
    case 'mean': {
      const of = double(measure.of);
      return [
        `avg(${of}) AS mean`,
        `var_samp(${of}) AS variance`,
        ...(hasSpread ? [cutSql(measure.of, { fractions: spread })] : []),
      ];
    }
    case 'weighted': {
      const [of, weight] = [double(measure.of), double(measure.weight)];
      return [
        `sum(${weight}) AS weight`,
        `sum(${weight} * ${of}) AS weighted`,
        `sum(${weight} * ${weight}) AS squares0`,
        `sum(${weight} * ${weight} * ${of}) AS squares1`,
        `sum(${weight} * ${weight} * ${of} * ${of}) AS squares2`,
      ];
    }
    case 'worth':
      return [
        'count(DISTINCT $buyer) AS customers',
        `sum(${double('f.amount')}) AS amount`,
        `sum(${double('f.margin')}) AS margin`,
        `sum(${double('f.amount * f.margin')}) AS earned`,
      ];
  }
}

/** As the list `cut`: the values at some fractions of the rows, each a row's own or else between two rows'. */
export function cutSql(
  of: string,
  { fractions, isOfRow = false }: { fractions: readonly number[]; isOfRow?: boolean },
): string {
  const percentile = isOfRow ? 'percentile_disc' : 'percentile_cont';
  // Whole numbers are sorted faster than what is made of them.
  return `CAST(${percentile}(ARRAY[${fractions.join(', ')}]) WITHIN GROUP (ORDER BY ${of}) AS double precision[]) AS cut`;
}

function double(sql: string): string {
  return `CAST(${sql} AS double precision)`;
}
