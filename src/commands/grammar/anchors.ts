import type { Clock } from '../../calendar/period.ts';
import {
  addUnits,
  dateAt,
  daysBetween,
  isoWeekAt,
  startOf,
  startOfIsoWeek,
  wallAt,
  wallOfDate,
  weekdayAt,
  dateText,
} from '../../calendar/wall.ts';
import { wallOf } from '../../calendar/zone.ts';
import { monthNames, weekdayNames } from './calendar-names.ts';
import { anchorAt, type Anchor, type Found } from './part.ts';
import { keyAt, type Word } from './words.ts';

/** The date that begins at a word: `2026-10-25`, `25 oct`, `oct 2026`, `w46`, `q3`, `2026`, `monday`, `25/10`. */
export function readAnchor(words: readonly Word[], start: number, clock: Clock): Found<Anchor> | undefined {
  return (
    readNumeric(keyAt(words, start), start + 1, clock) ??
    readSlashed(keyAt(words, start), start + 1, clock) ??
    readNumbered(words, start, clock) ??
    readMonth(words, start, clock) ??
    readWeekday(words, start, clock)
  );
}

function readNumeric(key: string, next: number, clock: Clock): Found<Anchor> | undefined {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(key) ?? /^(\d{4})-(\d{1,2})$/.exec(key) ?? [];
  if (year !== undefined && month !== undefined) {
    const midnight = wallOfDate({ year: Number(year), month: Number(month), day: Number(day ?? 1) });
    return anchorAt(key, { midnight, unit: day === undefined ? 'month' : 'day', next });
  }
  const [, weekYear, week] = /^(\d{4})-?w(\d{1,2})$/.exec(key) ?? [];
  if (weekYear !== undefined) {
    const midnight = startOfIsoWeek({ year: Number(weekYear), week: Number(week) }, clock.weekStart);
    return anchorAt(key, { midnight, unit: 'week', next });
  }
  const [, quarterYear, quarter] = /^(\d{4})-?q(\d{1,2})$/.exec(key) ?? [];
  if (quarterYear !== undefined) {
    return anchorAt(key, { midnight: startOfQuarter(Number(quarterYear), Number(quarter)), unit: 'quarter', next });
  }
  const isYear = /^(?:19|20|21)\d\d$/.test(key);
  return isYear
    ? anchorAt(key, { midnight: wallAt({ year: Number(key), month: 1, day: 1 }), unit: 'year', next })
    : undefined;
}

/** `w46`, `week 46`, `q3`, each with a year after it or without. */
function readNumbered(words: readonly Word[], start: number, clock: Clock): Found<Anchor> | undefined {
  const [first, second] = [keyAt(words, start), keyAt(words, start + 1)];
  const isApart = (first === 'week' || first === 'quarter') && /^\d{1,2}$/.test(second);
  const key = isApart ? `${first.charAt(0)}${second}` : first;
  const [, letter, digits] = /^([wq])(\d{1,2})$/.exec(key) ?? [];
  if (letter === undefined) return undefined;
  const after = start + (isApart ? 2 : 1);
  const year = yearAt(words, after);
  const number = Number(digits);
  const isWeek = letter === 'w';
  const startIn = (year: number) =>
    isWeek ? startOfIsoWeek({ year, week: number }, clock.weekStart) : startOfQuarter(year, number);
  const today = wallOf(clock.now, clock.timezone);
  const currentYear = isWeek ? isoWeekAt(today, clock.weekStart).year : dateAt(today).year;
  const midnight = year === undefined ? latest(startIn, { before: today, from: currentYear }) : startIn(year);
  const unit = isWeek ? 'week' : 'quarter';
  return anchorAt(key, {
    midnight,
    unit,
    next: year === undefined ? after : after + 1,
    isYearImplied: year === undefined,
  });
}

/** `oct`, `oct 2026`, `25 oct`, `oct 25 2026`, `25th of october`. */
function readMonth(words: readonly Word[], start: number, clock: Clock): Found<Anchor> | undefined {
  const dayFirst = dayNumberAt(words, start);
  const monthAt = dayFirst === undefined ? start : start + (keyAt(words, start + 1) === 'of' ? 2 : 1);
  const month = monthNames.get(keyAt(words, monthAt));
  if (month === undefined) return undefined;
  const dayAfter = dayFirst === undefined ? dayNumberAt(words, monthAt + 1) : undefined;
  const day = dayFirst ?? dayAfter;
  const yearPlace = monthAt + (dayAfter === undefined ? 1 : 2);
  const year = yearAt(words, yearPlace);
  const midnight = dayOf({ day: day ?? 1, month }, { year: year === undefined ? undefined : String(year), clock });
  const typed = words.slice(start, yearPlace).map(({ text }) => text);
  const next = yearPlace + (year === undefined ? 0 : 1);
  return anchorAt(typed.join(' '), {
    midnight,
    unit: day === undefined ? 'month' : 'day',
    next,
    isYearImplied: year === undefined,
  });
}

/** The latest one past: on a Thursday, `thursday` is a week ago. */
function readWeekday(words: readonly Word[], start: number, clock: Clock): Found<Anchor> | undefined {
  const place = keyAt(words, start) === 'last' ? start + 1 : start;
  const weekday = weekdayNames.get(keyAt(words, place));
  if (weekday === undefined) return undefined;
  const today = startOf('day', wallOf(clock.now, clock.timezone), clock.weekStart);
  const back = daysBetween(weekday, weekdayAt(today)) || 7;
  return { result: { midnight: addUnits(today, -back, 'day'), unit: 'day', isYearImplied: false }, next: place + 1 };
}

/** `15`, `15th`: a day of a month still to be named. */
export function dayNumberAt(words: readonly Word[], index: number): number | undefined {
  const [, digits] = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(keyAt(words, index)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function yearAt(words: readonly Word[], index: number): number | undefined {
  const key = keyAt(words, index);
  return /^(?:19|20|21)\d\d$/.test(key) ? Number(key) : undefined;
}

function startOfQuarter(year: number, quarter: number): number | undefined {
  return quarter >= 1 && quarter <= 4 ? wallAt({ year, month: quarter * 3 - 2, day: 1 }) : undefined;
}

/** `25/10`, `25/10/2026`, `25.10.2026`: with slashes the order of day and month is not known. */
function readSlashed(key: string, next: number, clock: Clock): Found<Anchor> | undefined {
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(key) ?? [];
  const [, dotDay, dotMonth, dotYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(key) ?? [];
  if (dotDay !== undefined) {
    const date = { year: Number(dotYear), month: Number(dotMonth), day: Number(dotDay) };
    return anchorAt(key, { midnight: wallOfDate(date), unit: 'day', next });
  }
  if (first === undefined || second === undefined) return undefined;
  const read = (day: string, month: string) => dayOf({ day: Number(day), month: Number(month) }, { year, clock });
  const [dayFirst, monthFirst] = [read(first, second), read(second, first)];
  if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) {
    const options = [dayFirst, monthFirst].map((midnight) => ({ label: dayLabel(midnight), text: dateText(midnight) }));
    const message = `“${key}” could be ${options.map(({ label }) => label).join(' or ')}. Which one?`;
    return { problem: { kind: 'ask', message, options }, next };
  }
  return anchorAt(key, { midnight: dayFirst ?? monthFirst, unit: 'day', next, isYearImplied: year === undefined });
}

function dayLabel(midnight: number): string {
  const { year, month, day } = dateAt(midnight);
  // Of a month's names the one in full comes first.
  const name = [...monthNames].find(([, number]) => number === month)?.[0] ?? '';
  return `${day} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}

/** A date of the year given, or else the latest to have begun; undefined where there is none. */
function dayOf(
  date: { day: number; month: number },
  { year, clock }: { year: string | undefined; clock: Clock },
): number | undefined {
  if (year !== undefined) return wallOfDate({ ...date, year: Number(year) });
  const today = wallOf(clock.now, clock.timezone);
  return latest((year) => wallOfDate({ ...date, year }), { before: today, from: dateAt(today).year });
}

/** The latest of a yearly date to have begun; 29 February may be eight years back. */
function latest(
  startIn: (year: number) => number | undefined,
  { before, from }: { before: number; from: number },
): number | undefined {
  for (let year = from; year > from - 9; year -= 1) {
    const midnight = startIn(year);
    if (midnight !== undefined && midnight <= before) return midnight;
  }
  return undefined;
}
