import { DAY } from '../../calendar/units.ts';
import type { Metric } from '../metric.ts';

/**
 * A duration counted in the opening hours of each row's desk. Rows of a desk without a schedule are left out.
 * @throws TypeError for a metric that does not lie between two instants
 */
export function inBusinessHours(metric: Metric): Metric {
  const { between, joins = [] } = metric;
  if (!between) throw new TypeError(`${metric.id} has no business hours`);
  return {
    ...metric,
    title: `${metric.title} in business hours`,
    joins: [...joins, hoursAt(between.since, 'since_hours'), hoursAt(between.until, 'until_hours')],
    measure: {
      kind: 'mean',
      of: `${openedBy(between.until, 'until_hours')} - ${openedBy(between.since, 'since_hours')}`,
    },
  };
}

/** The segment an instant lies in: one of the few of its day, which is found by equality. */
function hoursAt(instant: string, alias: string): string {
  return `JOIN business_hours ${alias} ON ${alias}.desk = f.desk AND ${alias}.day = ${instant} - ${instant} % ${DAY}
    AND ${alias}.from_at <= ${instant} AND ${alias}.to_at > ${instant}`;
}

function openedBy(instant: string, alias: string): string {
  return `(${alias}.opened + CASE WHEN ${alias}.is_open THEN ${instant} - ${alias}.from_at ELSE 0 END)`;
}
