import type { Schedule, Shift } from './schedule.ts';
import { DAY } from './units.ts';
import { startOf, weekdayAt, weekdays, type Weekday } from './wall.ts';
import { instantOf, wallOf } from './zone.ts';

/** The open stretches of about a year, in order and apart from each other. */
export interface OpenPage {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Seconds open in the page before each stretch. */
  readonly before: readonly number[];
  /** Seconds open in all of it. */
  readonly seconds: number;
}

export interface OpenPages {
  /** Which page an instant lies in. */
  pageOf(instant: number): number;
  page(index: number): OpenPage;
}

/** Real seconds a page covers. */
const length = 366 * DAY;

/** A schedule written out as instants, page by page, each when it is first needed. */
export function openPages(schedule: Schedule): OpenPages {
  const week = weekOf(schedule.shifts);
  const pages = new Map<number, OpenPage>();
  return {
    pageOf: (instant) => Math.floor(instant / length),
    page(index) {
      const known = pages.get(index);
      if (known) return known;
      const written = writePage(index, schedule, week);
      pages.set(index, written);
      return written;
    },
  };
}

/** Parts of a local day, in seconds after midnight, in order and apart from each other. */
type Parts = readonly (readonly [number, number])[];

/** The shifts cut at midnight and joined where they touch or overlap. */
function weekOf(shifts: readonly Shift[]): ReadonlyMap<Weekday, Parts> {
  const parts = shifts.flatMap(({ day, from, to }) => {
    const next = weekdays[(weekdays.indexOf(day) + 1) % 7] ?? day;
    if (to > from) return [{ day, part: [from, to] as const }];
    return [
      { day, part: [from, DAY] as const },
      { day: next, part: [0, to] as const },
    ];
  });
  return new Map(weekdays.map((day) => [day, joined(parts.filter((one) => one.day === day).map(({ part }) => part))]));
}

function joined(parts: Parts): Parts {
  const all: [number, number][] = [];
  for (const [from, to] of parts.toSorted(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) all.push([from, to]);
  }
  return all;
}

function writePage(index: number, { timezone, holidays }: Schedule, week: ReadonlyMap<Weekday, Parts>): OpenPage {
  const [first, end] = [index * length, (index + 1) * length];
  const starts: number[] = [];
  const ends: number[] = [];
  const before: number[] = [];
  let seconds = 0;
  // A day more: where clocks go back over midnight, the next date has begun although they show the one before.
  const last = startOf('day', wallOf(end, timezone), 'monday') + DAY;
  for (let day = startOf('day', wallOf(first, timezone), 'monday'); day <= last; day += DAY) {
    if (holidays.some(({ from, to }) => from <= day && day <= to)) continue;
    for (const [from, to] of week.get(weekdayAt(day)) ?? []) {
      const start = Math.max(first, instantOf(day + from, timezone));
      const stop = Math.min(end, instantOf(day + to, timezone));
      if (start >= stop) continue;
      if (ends.at(-1) === start) ends[ends.length - 1] = stop;
      else {
        starts.push(start);
        ends.push(stop);
        before.push(seconds);
      }
      seconds += stop - start;
    }
  }
  return { starts, ends, before, seconds };
}
