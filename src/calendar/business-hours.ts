import { UserError } from '../errors.ts';
import type { Schedule, Shift } from './schedule.ts';
import { HOUR, DAY } from './units.ts';
import { startOf, weekdayAt, weekdays, type Weekday } from './wall.ts';
import { instantOf, wallOf } from './zone.ts';

/** Time counted in some hours only. Instants are whole epoch seconds. */
export interface Hours {
  /** Seconds of opening time in `[from, to)`; 0 where `to` is not after `from`. */
  elapsed(from: number, to: number): number;
  /**
   * The first instant by which so many whole seconds of opening time have passed since `from`: the two are inverse to each other.
   * @throws UserError `endless` when that lies more than a century ahead
   */
  after(from: number, seconds: number): number;
}

/** All the time there is. */
export const roundTheClock: Hours = {
  elapsed: (from, to) => Math.max(0, to - from),
  after: (from, seconds) => from + seconds,
};

interface BusinessHours extends Hours {
  /** The open stretches in `[from, to)`, in order, apart from each other and clipped to it. */
  open(from: number, to: number): { readonly from: number; readonly to: number }[];
}

const farthestPages = 100;

/**
 * Opening time by a schedule. A shift lasts from the moment the clocks first show its start until they first show its end, so
 * one across a clock change is as long as it really is. A holiday closes its local dates, no more and no less: a night shift
 * is open for the part of it that lies outside.
 * @throws UserError `never-open` for a schedule without a shift
 */
export function businessHours(schedule: Schedule): BusinessHours {
  if (schedule.shifts.length === 0) {
    throw new UserError('never-open', 'A schedule needs at least one shift, such as monday: 09:00-17:00.');
  }
  const pages = openPages(schedule);

  function elapsed(from: number, to: number): number {
    if (to <= from) return 0;
    const [first, last] = [pages.pageOf(from), pages.pageOf(to)];
    let seconds = openBefore(pages.page(last), to) - openBefore(pages.page(first), from);
    for (let index = first; index < last; index += 1) seconds += pages.page(index).seconds;
    return seconds;
  }

  function after(from: number, seconds: number): number {
    if (seconds <= 0) return from;
    const first = pages.pageOf(from);
    let left = seconds + openBefore(pages.page(first), from);
    for (let index = first; index < first + farthestPages; index += 1) {
      const current = pages.page(index);
      if (left <= current.seconds) return reached(current, left);
      left -= current.seconds;
    }
    throw new UserError(
      'endless',
      `${seconds / HOUR} hours of opening time do not pass within a century: the schedule needs more hours, or the target fewer.`,
    );
  }

  function open(from: number, to: number): { from: number; to: number }[] {
    const found: { from: number; to: number }[] = [];
    for (let index = pages.pageOf(from); index <= pages.pageOf(to); index += 1) {
      const { starts, ends } = pages.page(index);
      for (const [place, start] of starts.entries()) {
        const stretch = { from: Math.max(start, from), to: Math.min(ends[place] ?? start, to) };
        if (stretch.from >= stretch.to) continue;
        const last = found.at(-1);
        if (last?.to === stretch.from) last.to = stretch.to;
        else found.push(stretch);
      }
    }
    return found;
  }

  return { elapsed, after, open };
}

/** Seconds of opening time in the page before an instant in it. */
function openBefore({ starts, ends, before }: OpenPage, instant: number): number {
  const place = lastAtMost(starts, instant);
  const start = starts[place];
  if (start === undefined) return 0;
  return (before[place] ?? 0) + Math.min(instant, ends[place] ?? start) - start;
}

/** The instant at which so many seconds (from 1 to all of the page's) have passed. */
function reached({ starts, before }: OpenPage, seconds: number): number {
  const place = lastAtMost(before, seconds - 1);
  return (starts[place] ?? 0) + seconds - (before[place] ?? 0);
}

/** Index of the last of some ascending numbers that is not above a limit; −1 when all are. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The open stretches of about a year, in order and apart from each other. */
interface OpenPage {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Seconds open in the page before each stretch. */
  readonly before: readonly number[];
  /** Seconds open in all of it. */
  readonly seconds: number;
}

interface OpenPages {
  /** Which page an instant lies in. */
  pageOf(instant: number): number;
  page(index: number): OpenPage;
}

/** Real seconds a page covers. */
const length = 366 * DAY;

/** A schedule written out as instants, page by page, each when it is first needed. */
function openPages(schedule: Schedule): OpenPages {
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

/** A stretch of time, all of it open or all of it closed, within one UTC day. Epoch seconds. */
export interface Segment {
  /** The UTC midnight that begins its day. */
  readonly day: number;
  readonly from: number;
  readonly to: number;
  /** Seconds of opening time between the first segment and this one. */
  readonly opened: number;
  readonly isOpen: boolean;
}

/** `[from, to)` cut where it opens, closes or a UTC day begins, in order and without a gap. */
export function segments(hours: BusinessHours, { from, to }: { from: number; to: number }): Segment[] {
  const cut: Segment[] = [];
  let [at, opened] = [from, 0];
  for (const stretch of [...hours.open(from, to), { from: to, to }]) {
    fill(stretch.from, false);
    fill(stretch.to, true);
  }
  return cut;

  function fill(until: number, isOpen: boolean): void {
    while (at < until) {
      const day = Math.floor(at / DAY) * DAY;
      const end = Math.min(until, day + DAY);
      cut.push({ day, from: at, to: end, opened, isOpen });
      if (isOpen) opened += end - at;
      at = end;
    }
  }
}
