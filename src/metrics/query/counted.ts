import type { Beside } from '../metric.ts';

/** Of a value's rows, how many there are of which the SQL is true. */
export function counted(label: string, condition: string): Beside {
  return { label, unit: 'count', sql: `count(*) FILTER (WHERE ${condition})`, isCount: true };
}
