import type { Source } from '../helpdesk.ts';
import type { RelationName } from './relation.ts';

export type Unit = 'percent' | 'nps' | 'scale' | 'duration' | 'count';

/** A figure shown beside the value, over the same rows: SQL of an aggregate. */
export interface Beside {
  readonly label: string;
  readonly unit: Unit;
  readonly sql: string;
}

/**
 * How a figure comes from rows. All SQL is ours, names the relation `f`, and leaves rows with a NULL it needs out by `where`.
 *
 * - `share` 100 × rows with `hit` ÷ rows · `mean` of an expression · `nps` promoters less detractors on 0–10
 * - `count` of rows · `snapshot` rows there at an instant: `f.from_at ≤ t < f.to_at`, where `where` may name the instant `t.moment`
 *   and, for `minAge`, the least age in seconds `t.age`
 */
export type Measure =
  | { readonly kind: 'share'; readonly hit: string }
  | { readonly kind: 'mean'; readonly of: string }
  | { readonly kind: 'nps'; readonly score: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'snapshot'; readonly minAge?: number };

/**
 * A metric is data: the query, the help text, `explain`, the docs and the tests read this one object.
 */
export interface Metric {
  /** What is typed and what JSON carries: `frt`. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for a manager. */
  readonly description: string;
  /** In words and signs, as `explain` shows it. */
  readonly formula: string;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower' | 'neither';
  readonly aliases: readonly string[];
  /** Which of the four source articles ask for it. */
  readonly articles: readonly ('Vtiger' | 'Zendesk' | 'Indeed' | 'LiveAgent')[];
  /** Advice the articles give; one line of it may go with a metric that worsened. */
  readonly tips: readonly string[];
  /** What must be connected before this can be answered, and in words how. */
  readonly source: Source;
  readonly connect: string;
  /** The facts it is computed from, and the column that places a row in a period (epoch seconds). */
  readonly relation: RelationName;
  readonly at: string;
  readonly where?: string;
  readonly measure: Measure;
  readonly beside?: readonly Beside[];
  /** SQL of a dimension that differs from the relation's own. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** True where a ticket reopened later leaves the period it was solved in. */
  readonly isOfSolved?: boolean;
  /** Seconds after its period during which the figure may still change for the worse. */
  readonly settlesAfter?: number;
  /** An example small enough to check by eye; a test computes it. */
  readonly example: string;
}
