import type { Source } from '../helpdesk.ts';
import type { Example } from './example.ts';
import type { RelationName } from './query/relation.ts';

export type Unit = 'percent' | 'nps' | 'scale' | 'duration' | 'count' | 'money';

/** Some rows of a relation `f`, and what places each in a period. All SQL is ours and leaves rows with a NULL it needs out. */
export interface Population {
  readonly relation: RelationName;
  /** The column that places a row in a period (epoch seconds). */
  readonly at: string;
  readonly where?: string;
  /**
   * True of rows that stand rather than happen. Such a row counts in every window it fits: `at` and `where` name the window's
   * instants, `t.since` and `t.until`, and `t.age`, the least age in seconds.
   */
  readonly isStanding?: boolean;
  /** Joins beside those of the relation. */
  readonly joins?: readonly string[];
  /** SQL of a dimension that differs from the relation's own. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** Another population that a figure needs, told by the same dimensions where it carries them and whole where it does not. */
export interface Other extends Population {
  readonly measure: { readonly kind: 'count' } | { readonly kind: 'mean'; readonly of: string };
}

/** A figure shown beside the value. */
export type Beside =
  /** An aggregate over the same rows; over none of them a count is 0, anything else no data. */
  | { readonly label: string; readonly unit: Unit; readonly sql: string; readonly isCount?: boolean }
  /** 100 × the value ÷ the rows of another population. */
  | { readonly label: string; readonly unit: Unit; readonly per100: Population }
  /** The largest groups by a dimension, at most `top` of them; of the same rows unless told of which. */
  | { readonly label: string; readonly most: string; readonly top: number; readonly of?: Population };

/**
 * How a figure comes from rows.
 *
 * - `share` 100 × rows with `hit` ÷ rows · `mean` of an expression · `nps` promoters less detractors on 0–10
 * - `weighted` Σ `weight` × `of` ÷ Σ `weight` · `repeat` 100 × things with two rows or more ÷ things with a row
 * - `count` of rows · `snapshot` the same of standing rows, told as of the window's end; `minAge` is the usual `t.age`
 * - `mix` what the rows are by the dimension `of`: the shares of all, and above them the share of the `leading` one
 * - `ratio` 100 × rows of another population ÷ rows · `part` 100 × `count` ÷ (`count` + rows of another population)
 * - `worth` of a customer, from orders: over a mean lifetime by turnover or by `margin`, or as `earned` so far; in one currency
 */
export type Measure =
  | { readonly kind: 'share'; readonly hit: string }
  | { readonly kind: 'mean'; readonly of: string }
  | { readonly kind: 'weighted'; readonly of: string; readonly weight: string }
  | { readonly kind: 'nps'; readonly score: string }
  | { readonly kind: 'repeat'; readonly thing: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'snapshot'; readonly minAge?: number }
  | { readonly kind: 'mix'; readonly of: string; readonly leading?: string }
  | { readonly kind: 'ratio'; readonly other: Other }
  | { readonly kind: 'part'; readonly count: string; readonly other: Other }
  | { readonly kind: 'worth'; readonly by: 'turnover' | 'margin'; readonly other: Other }
  | { readonly kind: 'worth'; readonly by: 'earned' };

/**
 * A metric is data: the query, the help text, `explain`, the docs and the tests read this one object.
 */
export interface Metric extends Population {
  /** What is typed and what JSON carries: `frt`. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for a manager. */
  readonly description: string;
  /** In words and signs, as `explain` shows it. */
  readonly formula: string;
  readonly unit: Unit;
  /** What a count counts, in the plural; tickets unless told. */
  readonly noun?: string;
  readonly better: 'higher' | 'lower' | 'neither';
  readonly aliases: readonly string[];
  /** Which of the four source articles ask for it. */
  readonly articles: readonly ('Vtiger' | 'Zendesk' | 'Indeed' | 'LiveAgent')[];
  /** Advice the articles give; one line of it may go with a metric that worsened. */
  readonly tips: readonly string[];
  /** What a desk must give before this can be answered: all of these, and of a list within any one. In words: `connect`. */
  readonly needs: readonly (Source | readonly Source[])[];
  readonly connect: string;
  readonly measure: Measure;
  readonly beside?: readonly Beside[];
  /** Of a duration: the instants it lies between, as SQL of whole epoch seconds. It can be told in business hours. */
  readonly between?: { readonly since: string; readonly until: string };
  /** True where a ticket reopened later leaves the period it was solved in. */
  readonly isOfSolved?: boolean;
  /** Of `isOfSolved`: a condition on the ticket `k`, where it is not about all. */
  readonly ofTickets?: string;
  /** Seconds after its period during which the figure may still change for the worse. */
  readonly settlesAfter?: number;
  readonly example: Example;
}

/** Whether a value counts rows, so that values of groups can be summed and the value is its own population. */
export function isCount({ kind }: Measure): boolean {
  return kind === 'count' || kind === 'snapshot';
}
