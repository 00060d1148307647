import { dayTime, dateText, startOf, weekdayAt, type Weekday } from './wall.ts';
import { DAY } from './units.ts';
import { dayStart, instantOf, wallOf } from './zone.ts';

export interface Recurrence {
  /** Local time of day, `HH:MM`. */
  readonly at: string;
  readonly days: readonly Weekday[];
  readonly timezone: string;
}

/** One run. A schedule has exactly one for each local date listed, so the date is its key. */
export interface Run {
  /** Local date it belongs to, `YYYY-MM-DD`. */
  readonly date: string;
  /** Instant in epoch seconds: where the clocks leap over the time, the first instant after; where they show it twice, the first. */
  readonly at: number;
}

/** A run is due within a week and a day, but for a date that a zone left out altogether. */
const searchedDays = 15;

/** The latest run due at or before `now`; undefined only when no day is listed. */
export function lastDue(recurrence: Recurrence, now: number): Run | undefined {
  const tomorrow = startOf('day', wallOf(now, recurrence.timezone), 'monday') + DAY;
  for (let back = 0; back < searchedDays; back += 1) {
    const run = runOn(tomorrow - back * DAY, recurrence);
    if (run !== undefined && run.at <= now) return run;
  }
  return undefined;
}

/** The first `count` runs after an instant, in order. Empty when no day is listed. */
export function nextRuns(recurrence: Recurrence, { after, count }: { after: number; count: number }): Run[] {
  const runs: Run[] = [];
  // A time that was leapt over at the end of yesterday runs today.
  const yesterday = startOf('day', wallOf(after, recurrence.timezone), 'monday') - DAY;
  for (let day = 0; runs.length < count && day < searchedDays * (count + 1); day += 1) {
    const run = runOn(yesterday + day * DAY, recurrence);
    if (run !== undefined && run.at > after) runs.push(run);
  }
  return runs;
}

function runOn(midnight: number, { at, days, timezone }: Recurrence): Run | undefined {
  if (!days.includes(weekdayAt(midnight))) return undefined;
  const run = { date: dateText(midnight), at: instantOf(midnight + dayTime(at), timezone) };
  return isOn(run.at) || isOn(dayStart(midnight, timezone)) ? run : undefined;

  function isOn(instant: number): boolean {
    return startOf('day', wallOf(instant, timezone), 'monday') === midnight;
  }
}
