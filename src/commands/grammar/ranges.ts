import { daysFrom, secondsBetween, type Clock, type Period } from '../../calendar/period.ts';
import { DAY } from '../../calendar/units.ts';
import { addUnits, dateAt, dateText, startOf, timeText, wallOfDate } from '../../calendar/wall.ts';
import { instantOf, wallOf } from '../../calendar/zone.ts';
import { dayNumberAt, readAnchor } from './anchors.ts';
import { type Found, type Problem, failure } from './found.ts';
import { keyAt, type Word } from './words.ts';

/** One end of a range, as walls: a stretch of days, or a moment, where both are the same. */
interface End {
  readonly from: number;
  readonly to: number;
  readonly isYearImplied: boolean;
}

const joinersAfter: ReadonlyMap<string, readonly string[]> = new Map([
  ['between', ['and', '&']],
  ['from', ['to', 'until', '..']],
]);

/**
 * `between 1 and 15 nov`, `from oct to nov`, `2026-01-01..2026-02-01`: both ends are inclusive days. With times
 * (`2026-11-01T00:00..2026-11-19T10:30`) it ends at the second one.
 */
export function readRange(words: readonly Word[], start: number, clock: Clock): Found<Period> | undefined {
  const joiners = joinersAfter.get(keyAt(words, start));
  const first = joiners === undefined ? start : start + 1;
  const left = readEnd(words, first, clock) ?? readDayNumber(words, first);
  if (left === undefined || !(joiners ?? ['..', 'to']).includes(keyAt(words, left.next))) return undefined;
  const second = left.next + 1;
  const right = readEnd(words, second, clock) ?? readDayNumber(words, second);
  if (right === undefined) return undefined;
  const { next } = right;
  if ('problem' in left) return { problem: left.problem, next, at: { start: first, next: left.next } };
  if ('problem' in right) return { problem: right.problem, next, at: { start: second, next } };

  const begin = typeof left.result === 'number' ? sameMonth(left.result, right.result, clock) : left.result;
  const end = typeof right.result === 'number' ? sameMonth(right.result, left.result, clock) : right.result;
  return begin && end && { ...ranged(...sameYears(begin, end), clock), next };
}

function readEnd(words: readonly Word[], start: number, clock: Clock): Found<End> | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2}(?::\d{2})?)$/.exec(keyAt(words, start)) ?? [];
  if (date !== undefined && time !== undefined) {
    const wall = Date.parse(`${date}T${time}Z`) / 1000;
    const isReal =
      !Number.isNaN(wall) &&
      wall >= 0 &&
      `${dateText(wall)}T${timeText(wall)}`.startsWith(`${date}T${time.slice(0, 5)}`);
    const next = start + 1;
    if (isReal) return { result: { from: wall, to: wall, isYearImplied: false }, next };
    return { problem: failure('bad-period', `There is no moment “${date}T${time}” to ask about.`), next };
  }
  const anchor = readAnchor(words, start, clock);
  if (anchor === undefined || 'problem' in anchor) return anchor;
  const { midnight, unit, isYearImplied } = anchor.result;
  return { result: { from: midnight, to: addUnits(midnight, 1, unit), isYearImplied }, next: anchor.next };
}

/** A day whose month is that of the other end. */
function readDayNumber(words: readonly Word[], start: number): Found<number> | undefined {
  const day = dayNumberAt(words, start);
  return day === undefined ? undefined : { result: day, next: start + 1 };
}

/** Undefined where the other end is no single day either, or its month has no such day. */
function sameMonth(day: number, other: End | number, { now, timezone }: Clock): End | undefined {
  if (typeof other === 'number' || other.to - other.from !== DAY) return undefined;
  const { year, month } = dateAt(other.from);
  const [thisYear, nextYear] = [wallOfDate({ year, month, day }), wallOfDate({ year: year + 1, month, day })];
  // The other end may be still to come where this one has begun.
  const isNextBegun = other.isYearImplied && nextYear !== undefined && nextYear <= wallOf(now, timezone);
  const midnight = isNextBegun ? nextYear : thisYear;
  return midnight === undefined
    ? undefined
    : { from: midnight, to: midnight + DAY, isYearImplied: other.isYearImplied };
}

/** An end without a year of its own is the nearest to the other: from 20 December to 5 January. */
function sameYears(begin: End, end: End): [End, End] {
  if (end.isYearImplied) {
    const sameYear = inYear(end, dateAt(begin.from).year);
    return [begin, sameYear.from >= begin.from ? sameYear : inYear(end, dateAt(begin.from).year + 1)];
  }
  if (!begin.isYearImplied) return [begin, end];
  const sameYear = inYear(begin, dateAt(end.from).year);
  return [sameYear.from <= end.from ? sameYear : inYear(begin, dateAt(end.from).year - 1), end];
}

function inYear(end: End, year: number): End {
  const years = year - dateAt(end.from).year;
  return { ...end, from: addUnits(end.from, years, 'year'), to: addUnits(end.to, years, 'year') };
}

function ranged(begin: End, end: End, clock: Clock): { result: Period } | { problem: Problem } {
  if (end.from < begin.from) {
    const [from, to] = [dateText(begin.from), dateText(end.from)];
    return {
      problem: failure('bad-period', `The period ends (${to}) before it begins (${from}).`, [`${to}..${from}`]),
    };
  }
  const isOfDays =
    [begin.from, end.to].every((wall) => wall === startOf('day', wall, clock.weekStart)) && begin.from < end.to;
  if (isOfDays) return { result: daysFrom(begin.from, { until: end.to }, clock) };
  const { timezone } = clock;
  return { result: secondsBetween(instantOf(begin.from, timezone), instantOf(end.to, timezone), clock) };
}
