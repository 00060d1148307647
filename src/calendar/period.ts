import { DAY } from './units.ts';
import {
  addUnits,
  startOf,
  type DayUnit,
  type Weekday,
  dateAt,
  dateText,
  isoWeekAt,
  timeText,
  two,
  startOfIsoWeek,
} from './wall.ts';
import { instantOf, wallOf } from './zone.ts';

/** What a reader of dates needs to know; `now` is in whole epoch seconds. */
export interface Clock {
  readonly now: number;
  readonly timezone: string;
  readonly weekStart: Weekday;
}

/** A half-open stretch of time `[from, to)`, in epoch seconds. */
export interface Period {
  /** Words or dates that the grammar reads as this period. */
  readonly label: string;
  readonly from: number;
  /** Where the figures end: `end`, or now for a period still running, or the cut of a comparison. Never before `from`. */
  readonly to: number;
  /** Where the period ends by nature. */
  readonly end: number;
  /** The period is `count` units long; a rolling one is counted in seconds, all others in local calendar units. */
  readonly unit: DayUnit | 'second';
  readonly count: number;
  readonly timezone: string;
  readonly weekStart: Weekday;
  /** True while now lies in it: what it says is "so far". */
  readonly isRunning: boolean;
}

interface Calendar {
  readonly unit: DayUnit;
  /** Default 1. */
  readonly count?: number;
  /** Default: the dates. */
  readonly label?: string;
}

/** The unit now lies in (`ago` 0), the one before it (1), or `count` whole units that begin `ago` units before it. */
export function periodAgo(calendar: Calendar & { readonly ago: number }, clock: Clock): Period {
  const current = startOf(calendar.unit, wallOf(clock.now, clock.timezone), clock.weekStart);
  return periodFrom(addUnits(current, -calendar.ago, calendar.unit), calendar, clock);
}

/** `count` units from a midnight on, which should begin a unit. */
export function periodFrom(midnight: number, { unit, count = 1, label }: Calendar, clock: Clock): Period {
  const { now, timezone, weekStart } = clock;
  const from = instantOf(midnight, timezone);
  const end = instantOf(addUnits(midnight, count, unit), timezone);
  return {
    label: label ?? periodLabel(midnight, { unit, count, weekStart }),
    from,
    to: Math.max(from, Math.min(end, now)),
    end,
    unit,
    count,
    timezone,
    weekStart,
    isRunning: from <= now && now < end,
  };
}

/** Whole local days from one midnight up to, not including, another. */
export function daysFrom(midnight: number, { until, label }: { until: number; label?: string }, clock: Clock): Period {
  const days = { unit: 'day', count: (until - midnight) / DAY } as const;
  return periodFrom(midnight, label === undefined ? days : { ...days, label }, clock);
}

/** The seconds up to now, whatever the calendar says: `past 7d` is 168 hours. */
export function rollingPeriod(seconds: number, { label, clock }: { label: string; clock: Clock }): Period {
  return { ...secondsBetween(clock.now - seconds, clock.now, clock), label, isRunning: false };
}

/** A stretch between two instants, cut at now. */
export function secondsBetween(from: number, end: number, clock: Clock): Period {
  const { now, timezone, weekStart } = clock;
  return {
    label: spanLabel(wallOf(from, timezone), wallOf(end, timezone)),
    from,
    to: Math.max(from, Math.min(end, now)),
    end,
    unit: 'second',
    count: end - from,
    timezone,
    weekStart,
    isRunning: from <= now && now < end,
  };
}

/** Dates of whole units, as the grammar reads them: `2026-11-09`, `2026-w46`, `2026-11`, `2026-q4`, `2026`, `2026-11-01..2026-11-15`. */
function periodLabel(midnight: number, length: { unit: DayUnit; count: number; weekStart: Weekday }): string {
  const { unit, count, weekStart } = length;
  if (count !== 1) return spanLabel(midnight, addUnits(midnight, count, unit));
  if (unit === 'day') return dateText(midnight);
  if (unit === 'week') {
    const { year, week } = isoWeekAt(midnight, weekStart);
    return `${year}-w${two(week)}`;
  }
  const { year, month } = dateAt(midnight);
  if (unit === 'month') return `${year}-${two(month)}`;
  return unit === 'quarter' ? `${year}-q${Math.ceil(month / 3)}` : `${year}`;
}

/** A stretch between two walls: inclusive dates where both are midnights (`2026-11-01..2026-11-15`), else times. */
function spanLabel(from: number, to: number): string {
  if (from % DAY === 0 && to % DAY === 0 && from < to) return `${dateText(from)}..${dateText(to - DAY)}`;
  return `${dateText(from)}T${timeText(from)}..${dateText(to)}T${timeText(to)}`;
}

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
