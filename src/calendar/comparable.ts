import { periodLabel, spanLabel } from './label.ts';
import type { Period } from './period.ts';
import { addUnits, dateAt, isoWeekAt, startOf, startOfIsoWeek, type DayUnit, type Weekday } from './wall.ts';
import { instantOf, wallOf } from './zone.ts';

/**
 * The stretch a period is compared with: as many units just before it. Of a period cut short, by now or by an earlier
 * comparison, the same part by the local clock; a day the shorter month lacks counts as that month's end.
 */
export function previousPeriod(period: Period): Period {
  const { unit, count } = period;
  return unit === 'second' ? movedSeconds(period, period.from - count) : periodBack(period, { unit, count });
}

/** The same period a year earlier. Weeks keep their ISO number; the 53rd is compared with a shorter year's 52nd. */
export function samePeriodLastYear(period: Period): Period {
  const label = 'last year';
  if (period.unit !== 'week') return { ...periodBack(period, { unit: 'year', count: 1 }), label };
  return { ...moved(period, 'week', weekLastYear(firstMidnight(period), period.weekStart)), label };
}

/** Another period of the same unit, cut to the part of it that this one covers. */
export function alignedWith(period: Period, other: Period): Period {
  if (period.to >= period.end || period.unit === 'second' || other.unit !== period.unit) return other;
  return { ...moved(period, period.unit, firstMidnight(other)), label: other.label };
}

/** The period laid `count` units back, for "the same day last week". */
export function periodBack(period: Period, { unit, count }: { unit: DayUnit; count: number }): Period {
  if (period.unit === 'second') {
    const end = instantOf(addUnits(wallOf(period.end, period.timezone), -count, unit), period.timezone);
    return movedSeconds(period, end - period.count);
  }
  return moved(period, period.unit, addUnits(firstMidnight(period), -count, unit));
}

function firstMidnight({ from, timezone }: Period): number {
  return startOf('day', wallOf(from, timezone), 'monday');
}

function moved(period: Period, unit: DayUnit, midnight: number): Period {
  const { count, timezone, weekStart } = period;
  const from = instantOf(midnight, timezone);
  const end = instantOf(addUnits(midnight, count, unit), timezone);
  const isCut = period.to < period.end;
  const cut = isCut ? sameSpot(period, unit, midnight) : undefined;
  const to = cut === undefined ? end : Math.min(end, instantOf(cut, timezone));
  const label = cut === undefined ? periodLabel(midnight, { unit, count, weekStart }) : spanLabel(midnight, cut);
  return { ...period, label, from, to, end, isRunning: false };
}

/** The wall as far into a period that begins at `midnight` as `period.to` is into its own. */
function sameSpot(period: Period, unit: DayUnit, midnight: number): number {
  const spot = wallOf(period.to, period.timezone);
  const start = firstMidnight(period);
  if (unit === 'day' || unit === 'week') return spot - start + midnight;
  const [here, there] = [dateAt(start), dateAt(midnight)];
  const months = (there.year - here.year) * 12 + there.month - here.month;
  const target = addUnits(spot, months, 'month');
  const isLacking = dateAt(target).day !== dateAt(spot).day;
  return isLacking ? addUnits(startOf('month', target, 'monday'), 1, 'month') : target;
}

function movedSeconds(period: Period, from: number): Period {
  const { count, timezone } = period;
  const to = from + (period.to - period.from);
  const label = spanLabel(wallOf(from, timezone), wallOf(to, timezone));
  return { ...period, label, from, to, end: from + count, isRunning: false };
}

function weekLastYear(midnight: number, weekStart: Weekday): number {
  const { year, week } = isoWeekAt(midnight, weekStart);
  const same = startOfIsoWeek({ year: year - 1, week }, weekStart);
  return same ?? startOfIsoWeek({ year: year - 1, week: 52 }, weekStart) ?? addUnits(midnight, -52, 'week');
}
