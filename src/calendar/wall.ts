import { UserError } from '../errors.ts';
import { DAY, HOUR, MINUTE, WEEK } from './units.ts';

/**
 * Arithmetic on what a local clock shows, with no zone in it. A *wall* is a number: the seconds from 1970-01-01 00:00 to
 * the date and time shown, every day counted as 24 hours. `zone.ts` turns walls into instants and back.
 */

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];
export type DayUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const monthsIn = { month: 1, quarter: 3, year: 12 };

interface WallDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

/** Midnight of a date; a day or month out of range runs over into the next, as in `Date.UTC`. */
export function wallAt({ year, month, day }: WallDate): number {
  return Date.UTC(year, month - 1, day) / 1000;
}

/** Midnight of a date, or undefined when there is no such date. */
export function wallOfDate(date: WallDate): number | undefined {
  const wall = wallAt(date);
  const read = dateAt(wall);
  return read.month === date.month && read.day === date.day ? wall : undefined;
}

export function dateAt(wall: number): WallDate {
  const date = new Date(wall * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function weekdayAt(wall: number): Weekday {
  return weekdays[new Date(wall * 1000).getUTCDay()] ?? 'sunday';
}

/** How many days a weekday comes after another: 0–6. */
export function daysBetween(earlier: Weekday, later: Weekday): number {
  return (weekdays.indexOf(later) - weekdays.indexOf(earlier) + 7) % 7;
}

/** Midnight that begins the unit a wall lies in. */
export function startOf(unit: DayUnit, wall: number, weekStart: Weekday): number {
  const midnight = Math.floor(wall / DAY) * DAY;
  if (unit === 'day') return midnight;
  if (unit === 'week') return midnight - daysBetween(weekStart, weekdayAt(midnight)) * DAY;
  const { year, month } = dateAt(wall);
  const length = monthsIn[unit];
  return wallAt({ year, month: Math.floor((month - 1) / length) * length + 1, day: 1 });
}

/** A wall moved by whole units. A day the month arrived at lacks becomes that month's last; the time of day stays. */
export function addUnits(wall: number, count: number, unit: DayUnit): number {
  if (unit === 'day') return wall + count * DAY;
  if (unit === 'week') return wall + count * WEEK;
  const { year, month, day } = dateAt(wall);
  const first = { year, month: month + count * monthsIn[unit], day: 1 };
  const lastDay = dateAt(wallAt({ ...first, month: first.month + 1, day: 0 })).day;
  return wallAt({ ...first, day: Math.min(day, lastDay) }) + (wall - startOf('day', wall, 'monday'));
}

interface IsoWeek {
  readonly year: number;
  /** 1–53. */
  readonly week: number;
}

/** The ISO week whose Thursday lies in the same week as this wall, for a week that begins on `weekStart`. */
export function isoWeekAt(wall: number, weekStart: Weekday): IsoWeek {
  const thursday = startOf('week', wall, weekStart) + daysBetween(weekStart, 'thursday') * DAY;
  const { year } = dateAt(thursday);
  return { year, week: Math.floor((thursday - wallAt({ year, month: 1, day: 1 })) / WEEK) + 1 };
}

/** First day of the week, beginning on `weekStart`, that holds an ISO week's Thursday; undefined when the year has no such week. */
export function startOfIsoWeek({ year, week }: IsoWeek, weekStart: Weekday): number | undefined {
  const firstThursday = addUnits(startOf('week', wallAt({ year, month: 1, day: 4 }), 'monday'), 3, 'day');
  const thursday = addUnits(firstThursday, week - 1, 'week');
  return week >= 1 && dateAt(thursday).year === year ? startOf('week', thursday, weekStart) : undefined;
}

/** `2026-11-09`. */
export function dateText(wall: number): string {
  const { year, month, day } = dateAt(wall);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** `10:30`, or `10:30:05` where the seconds are not 0. */
export function timeText(wall: number): string {
  const seconds = wall - Math.floor(wall / DAY) * DAY;
  const minutes = `${two(Math.floor(seconds / HOUR))}:${two(Math.floor(seconds / MINUTE) % 60)}`;
  return seconds % MINUTE === 0 ? minutes : `${minutes}:${two(seconds % 60)}`;
}

export function two(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * Seconds after midnight that `HH:MM` stands for.
 * @throws UserError for anything but 00:00 to 23:59
 */
export function dayTime(text: string): number {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) {
    throw new UserError('not-a-time', `A time of day is written HH:MM, such as 09:00 or 17:30; “${text}” is not one.`);
  }
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
}
