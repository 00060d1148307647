import type { Period } from '../calendar/period.ts';
import type { Metric } from './metric.ts';
import type { Scope } from './scope.ts';

export interface AgentKey {
  readonly desk: string;
  readonly id: string;
}

/** Rows whose dimension has one of the values (or, negated, none of them; unknown counts as none). Text is compared without case. */
export interface Filter {
  readonly key: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
  /** For the key `agent`: whom the values mean. */
  readonly agents?: readonly AgentKey[];
}

export interface Question {
  readonly metric: Metric;
  readonly period: Period;
  /** Compared with; the previous comparable period unless given. */
  readonly comparison?: Period;
  /** Up to two dimensions. */
  readonly by: readonly string[];
  readonly filters: readonly Filter[];
  readonly scope: Scope;
  /** Ask for this instead of the mean of a duration or score. */
  readonly statistic?: 'median' | 'p90';
  /** For the backlog: least age in seconds. */
  readonly minAge?: number;
  /** Epoch seconds; facts placed at or after it are left out. */
  readonly now: number;
}
