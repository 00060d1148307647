import { DAY } from '../../../../calendar/units.ts';
import { readNumber, type Decimal } from './number.ts';
import type { Reading } from './reading.ts';
import { tidy } from './text.ts';

/** A length of time. Months have no length of their own: they are counted on a calendar. */
export interface Duration {
  readonly seconds: number;
  readonly months: number;
}

/** How a file writes lengths of time, as a mapping names it. */
export type Unit = (typeof units)[number];
export const units = [
  'milliseconds',
  'seconds',
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
  'years',
  'HH:MM:SS',
  'HH:MM',
  'MM:SS',
] as const;

const lengths: Readonly<Record<string, Duration>> = {
  milliseconds: { seconds: 0.001, months: 0 },
  seconds: { seconds: 1, months: 0 },
  minutes: { seconds: 60, months: 0 },
  hours: { seconds: 3600, months: 0 },
  days: { seconds: DAY, months: 0 },
  weeks: { seconds: 7 * DAY, months: 0 },
  months: { seconds: 0, months: 1 },
  years: { seconds: 0, months: 12 },
};
const spellings: Readonly<Record<string, readonly string[]>> = {
  milliseconds: ['ms', 'msec', 'msecs', 'millisecond'],
  seconds: ['s', 'sec', 'secs', 'second'],
  minutes: ['m', 'min', 'mins', 'minute'],
  hours: ['h', 'hr', 'hrs', 'hour'],
  days: ['d', 'day'],
  weeks: ['w', 'wk', 'wks', 'week'],
  months: ['mo', 'mon', 'mos', 'month'],
  years: ['y', 'yr', 'yrs', 'year'],
};
const unitOf = new Map<string, Unit>(
  Object.entries(spellings).flatMap(([unit, names]) => [unit, ...names].map((name) => [name, unit as Unit])),
);

/** A unit by any of its spellings; undefined for what is none, and for `M`, which is minutes to some and months to others. */
export function findUnit(name: string): Unit | undefined {
  const shape = units.find((unit) => unit.includes(':') && unit === name.toUpperCase());
  return shape ?? (name === 'M' ? undefined : unitOf.get(name.toLowerCase()));
}

const clock =
  /^(?:(?<days>\d+)(?:\s*d(?:ays?)?,?\s+|\.))?(?<hours>\d+):(?<minutes>[0-5]\d):(?<seconds>[0-5]\d(?:[.,]\d+)?)$/i;
const iso =
  /^P(?=.)(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?=.)(?:(?<hours>\d+(?:\.\d+)?)H)?(?:(?<minutes>\d+(?:\.\d+)?)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/i;
const part = /(?<count>\d+(?:[.,]\d+)?)\s*(?<unit>[a-z]+)\.?[\s,]*(?:and\s+)?/giy;

/**
 * A written length of time. `01:30:00`, `1 d 2 h`, `3 hours` and `PT1H30M` say themselves what they are; a number alone is in
 * the unit given, and `1:30` is hours and minutes or minutes and seconds by it.
 */
export function readDuration(cell: unknown, { unit, decimal }: { unit: Unit; decimal: Decimal }): Reading<Duration> {
  if (cell instanceof Date) return sinceMidnight(cell);
  const text = typeof cell === 'string' ? tidy(cell) : '';
  if (/^[-−(]/.test(text) || (typeof cell === 'number' && cell < 0)) return { expected: 'a duration of 0 or more' };
  const inClock = clock.exec(text)?.groups ?? iso.exec(text)?.groups;
  if (inClock) return { value: sum(Object.entries(inClock).map(([name, count]) => ({ name, count }))) };
  if (/^\d+:[0-5]\d$/.test(text)) return ofTwo(text, unit);
  if (/[a-z]/i.test(text) && !/^\d+(\.\d+)?e[+-]?\d+$/i.test(text)) return inWords(text);
  const length = lengths[unit];
  if (!length) return { expected: `a duration written as ${unit}` };
  const count = readNumber(cell, decimal);
  if (!('value' in count)) return count;
  return times(count.value, length);
}

function ofTwo(text: string, unit: Unit): Reading<Duration> {
  const [first = 0, second = 0] = text.split(':').map(Number);
  if (unit === 'hours' || unit === 'HH:MM') return { value: { seconds: first * 3600 + second * 60, months: 0 } };
  if (unit === 'minutes' || unit === 'MM:SS') return { value: { seconds: first * 60 + second, months: 0 } };
  return { expected: 'a duration that can be read one way only: unit: HH:MM or unit: MM:SS in a mapping says which' };
}

function inWords(text: string): Reading<Duration> {
  const expected = 'a duration such as 1 d 2 h, 01:30:00 or 90';
  const parts: { name: string; count: string }[] = [];
  part.lastIndex = 0;
  let read = 0;
  for (let found = part.exec(text); found; found = part.exec(text)) {
    const unit = findUnit(found.groups?.['unit'] ?? '');
    if (unit === undefined || lengths[unit] === undefined) return { expected };
    parts.push({ name: unit, count: found.groups?.['count'] ?? '' });
    read = part.lastIndex;
    if (read === text.length) break;
  }
  if (read < text.length) return { expected };
  const value = sum(parts);
  return Number.isInteger(value.months) ? { value } : { expected: 'whole months' };
}

function sum(parts: readonly { readonly name: string; readonly count: string | undefined }[]): Duration {
  let [seconds, months] = [0, 0];
  for (const { name, count } of parts) {
    const length = lengths[name];
    if (count === undefined || !length) continue;
    const number = Number(count.replace(',', '.'));
    seconds += number * length.seconds;
    months += number * length.months;
  }
  return { seconds, months };
}

function times(count: number, { seconds, months }: Duration): Reading<Duration> {
  if (months > 0 && !Number.isInteger(count * months)) return { expected: 'whole months' };
  return { value: { seconds: count * seconds, months: count * months } };
}

/** A spreadsheet's cell of hours and minutes is a time on its first day, the 30th of December 1899. */
function sinceMidnight(cell: Date): Reading<Duration> {
  const seconds = Math.round((cell.getTime() - Date.UTC(1899, 11, 30)) / 1000);
  const isDuration = seconds >= 0 && seconds < 10 * 366 * DAY;
  return isDuration ? { value: { seconds, months: 0 } } : { expected: 'a duration, not a date' };
}
