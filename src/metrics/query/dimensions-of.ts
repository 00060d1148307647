import type { Population } from '../metric.ts';
import { relations } from './relation.ts';

/** The dimensions of a metric, as people name them. */
export function dimensionsOf({ metric }: { readonly metric: Population }): string[] {
  const own = Object.keys({ ...relations[metric.relation].dimensions, ...metric.dimensions });
  return [...own, 'desk', ...(metric.isStanding ? [] : ['hour', 'weekday'])];
}
