import type { Period } from '../../calendar/period.ts';
import type { Metric } from '../metric.ts';
import type { Selection } from '../query/statement.ts';
import type { Filter, Scope } from '../scope.ts';

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

/** Which rows a question is about. */
export function selectionOf({ filters, scope, now, period, minAge }: Question): Selection {
  return { filters, scope, now, timezone: period.timezone, minAge };
}
