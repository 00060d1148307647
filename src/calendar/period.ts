import { DAY } from './units.ts';
import { addUnits, startOf, type DayUnit, type Weekday } from './wall.ts';
import { periodLabel, spanLabel } from './label.ts';
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
