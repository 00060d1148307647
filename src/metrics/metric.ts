import type { Source } from '../helpdesk.ts';
import type { Example } from './example.ts';
import type { Expression } from './query/sql.ts';
import type { Measure, Population, Query } from './query/query.ts';

export type Unit = 'percent' | 'nps' | 'scale' | 'duration' | 'count' | 'money';

/** A figure shown beside the value. */
export type Beside =
  /** An aggregate over the same rows; over none of them a count is 0, anything else no data. */
  | { readonly label: string; readonly unit: Unit; readonly sql: Expression; readonly isCount?: boolean }
  /** 100 × the value ÷ the rows of another population. */
  | { readonly label: string; readonly unit: Unit; readonly per100: Population }
  /** The largest groups by a dimension, at most `top` of them; of the same rows unless `of` says which. */
  | { readonly label: string; readonly most: string; readonly top: number; readonly of?: Population };

/** What people read of a metric, and what only its answers need. */
interface About {
  /** What is typed and what JSON carries: `frt`. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for a manager. */
  readonly description: string;
  /** In words and signs, as `explain` shows it. */
  readonly formula: string;
  readonly unit: Unit;
  /** What a count counts, in the plural; tickets unless given. */
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
  readonly beside?: readonly Beside[];
  /** Of a duration: the instants it lies between, as SQL of whole epoch seconds. It can be asked for in business hours. */
  readonly between?: { readonly since: string; readonly until: string };
  /** True where a ticket reopened later leaves the period it was solved in. */
  readonly isOfSolved?: boolean;
  /** Of `isOfSolved`: a condition on the ticket `k`, where it is not about all. */
  readonly ofTickets?: string;
  /** Seconds after its period during which the figure may still change for the worse. */
  readonly settlesAfter?: number;
  readonly example: Example;
}

/** A metric is data: the query, the help text, `explain`, the docs and the tests read this one object. */
export type Metric = Query & About;

/** Whether a value counts rows, so that values of groups can be summed and the value is its own population. */
export function isCount({ kind }: Measure): boolean {
  return kind === 'count' || kind === 'snapshot';
}

/** Of a value's rows, how many there are of which the SQL is true. */
export function countWhere(label: string, condition: string): Beside {
  return { label, unit: 'count', sql: `count(*) FILTER (WHERE ${condition})`, isCount: true };
}
