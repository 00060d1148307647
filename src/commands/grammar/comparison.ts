import { alignedWith, periodBack, samePeriodLastYear } from '../../calendar/comparable.ts';
import type { Period } from '../../calendar/period.ts';

const sizes = ['second', 'day', 'week', 'month', 'quarter', 'year'] as const;
const named = { 'last week': 'week', 'last month': 'month', 'last quarter': 'quarter' } as const;

/**
 * What `vs` means beside a period: `last year` the same period a year ago; `last week`, `last month` and `last quarter`
 * the same period that much earlier, when they are longer than it; anything else that stretch itself, cut to the same
 * elapsed part where the period is running and of its kind.
 */
export function comparisonOf(period: Period, against: Period): Period {
  const { label } = against;
  if (label === 'last year') return samePeriodLastYear(period);
  const unit = label in named ? named[label as keyof typeof named] : undefined;
  const isPart = unit !== undefined && sizes.indexOf(period.unit) < sizes.indexOf(unit);
  // A week is no part of a month: its days would be other weekdays.
  if (isPart && period.unit !== 'week') return { ...periodBack(period, { unit, count: 1 }), label };
  return alignedWith(period, against);
}
