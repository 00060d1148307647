import { z } from 'zod';
import type { Expression } from './sql.ts';
import type { Dimension, RelationName } from './relations.ts';

/** Some rows `f` of a relation, and what places each in a period. All SQL is ours and leaves rows with a NULL it needs out. */
export interface Population {
  readonly relation: RelationName;
  /** The column that places a row in a period (epoch seconds). */
  readonly at: string;
  readonly where?: Expression;
  /**
   * True of rows that stand rather than happen. Such a row counts in every window it fits: `at` and `where` name the window's
   * instants, `t.since` and `t.until`, and `t.age`, the least age in seconds.
   */
  readonly isStanding?: boolean;
  /** What its SQL needs beside the rows; what dimensions need comes with them. */
  readonly joins?: readonly Expression[];
  /** Dimensions that differ from the relation's own. */
  readonly dimensions?: Readonly<Record<string, Dimension>>;
}

/** Another population that a figure needs, grouped by the same dimensions where it carries them and whole where it does not. */
export interface Other extends Population {
  readonly measure: { readonly kind: 'count' } | { readonly kind: 'mean'; readonly of: Expression };
}

/**
 * How a figure comes from rows.
 *
 * - `share` 100 × rows with `hit` ÷ rows · `mean` of an expression · `nps` promoters less detractors on 0–10
 * - `weighted` Σ `weight` × `of` ÷ Σ `weight` · `repeat` 100 × things with two rows or more ÷ things with a row
 * - `count` of rows · `snapshot` the same of standing rows, as of the window's end; `minAge` is the usual `t.age`
 * - `mix` what the rows are by the dimension `of`: the shares of all, and above them the share of a leading one
 * - `ratio` 100 × rows of another population ÷ rows · `part` 100 × `count` ÷ (`count` + rows of another population)
 * - `lifetime-value` of a customer, from orders: over a mean lifetime by turnover or by `margin`, or as `earned` so far; in one currency
 */
export type Measure =
  | { readonly kind: 'share'; readonly hit: Expression }
  | { readonly kind: 'mean'; readonly of: Expression }
  | { readonly kind: 'weighted'; readonly of: string; readonly weight: string }
  | { readonly kind: 'nps'; readonly score: string }
  | { readonly kind: 'repeat'; readonly thing: Expression }
  | { readonly kind: 'count' }
  | { readonly kind: 'snapshot'; readonly minAge?: number }
  | { readonly kind: 'mix'; readonly of: string }
  | { readonly kind: 'ratio'; readonly other: Other }
  | { readonly kind: 'part'; readonly count: string; readonly other: Other }
  | { readonly kind: 'lifetime-value'; readonly by: 'turnover' | 'margin'; readonly other: Other }
  | { readonly kind: 'lifetime-value'; readonly by: 'earned' };

/** All that SQL needs: rows, and what is made of them. */
export interface Query extends Population {
  readonly measure: Measure;
}

/** A stretch `[from, to)`, or for a snapshot the instant `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

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
