import { durationText, secondsIn } from '../../calendar/duration.ts';
import {
  daysFrom,
  periodAgo,
  periodFrom,
  rollingPeriod,
  type Clock,
  type Period,
  secondsBetween,
} from '../../calendar/period.ts';
import { DAY, HOUR, WEEK, MINUTE } from '../../calendar/units.ts';
import { dateText, startOf, type DayUnit, addUnits, dateAt, timeText, wallOfDate } from '../../calendar/wall.ts';
import { wallOf, instantOf } from '../../calendar/zone.ts';
import { namedPeriods } from '../phrases/language.ts';
import { readAnchor, dayNumberAt } from './anchors.ts';
import { type Found, type Problem, failure } from './part.ts';
import type { Lexicon } from './grammar.ts';
import { longest } from './lexicon.ts';
import { keyAt, type Word } from './words.ts';

const unitNames: ReadonlyMap<string, DayUnit> = new Map(
  Object.entries({
    d: 'day',
    day: 'day',
    days: 'day',
    w: 'week',
    week: 'week',
    weeks: 'week',
    month: 'month',
    months: 'month',
    quarter: 'quarter',
    quarters: 'quarter',
    year: 'year',
    years: 'year',
  }),
);

/** What a sentence is read with. */
export interface Reader {
  readonly lexicon: Lexicon;
  readonly clock: Clock;
}

/** The longest period that begins at a word. Its problem may be that it lies in the future: there is no data yet. */
export function readPeriod(
  words: readonly Word[],
  start: number,
  { lexicon, clock }: Reader,
): Found<Period> | undefined {
  const readings = [
    readNamed(words, start, { lexicon, clock }),
    readRange(words, start, clock),
    readSince(words, start, { lexicon, clock }),
    readLast(words, start, clock),
    readRolling(words, start, clock),
    readDate(words, start, clock),
  ];
  const read = readings
    .filter((reading) => reading !== undefined)
    .reduce<Found<Period> | undefined>(
      (best, reading) => (best && best.next >= reading.next ? best : reading),
      undefined,
    );
  if (read === undefined || 'problem' in read) return read;
  const problem = problemOf(read.result, clock);
  return problem === undefined ? read : { problem, next: read.next };
}

function readNamed(words: readonly Word[], start: number, { lexicon, clock }: Reader): Found<Period> | undefined {
  const phrase = longest(lexicon.periods, words, start);
  if (phrase === undefined) return undefined;
  const label = phrase.meaning;
  return { result: periodAgo({ ...namedPeriods[label], label }, clock), next: phrase.next };
}

/** `oct`, `on 2026-10-25`. */
function readDate(words: readonly Word[], start: number, clock: Clock): Found<Period> | undefined {
  const anchor = readAnchor(words, keyAt(words, start) === 'on' ? start + 1 : start, clock);
  if (anchor === undefined || 'problem' in anchor) return anchor;
  return { result: periodFrom(anchor.result.midnight, { unit: anchor.result.unit }, clock), next: anchor.next };
}

/** `since monday`, `since last month`: from its first instant to now, the whole of today being its natural end. */
function readSince(words: readonly Word[], start: number, { lexicon, clock }: Reader): Found<Period> | undefined {
  if (!['since', 'from'].includes(keyAt(words, start))) return undefined;
  const begin = readNamed(words, start + 1, { lexicon, clock }) ?? readDate(words, start + 1, clock);
  if (begin === undefined) return undefined;
  const { next } = begin;
  if ('problem' in begin) return { problem: begin.problem, next, at: { start: start + 1, next } };
  const { from, label } = begin.result;
  if (from > clock.now) return { problem: noDataYet(label), next };
  const midnight = (instant: number) => startOf('day', wallOf(instant, clock.timezone), clock.weekStart);
  const until = midnight(clock.now) + DAY;
  return { result: daysFrom(midnight(from), { until, label: `since ${dateText(midnight(from))}` }, clock), next };
}

/** `last 7 days`: seven whole ones that end yesterday. Weeks, months, quarters and years alike. */
function readLast(words: readonly Word[], start: number, clock: Clock): Found<Period> | undefined {
  if (!['last', 'previous', 'prior'].includes(keyAt(words, start))) return undefined;
  const [, digits, attached] = /^(\d{1,4})([a-z]*)$/.exec(keyAt(words, start + 1)) ?? [];
  const unit = unitNames.get(attached === '' ? keyAt(words, start + 2) : (attached ?? ''));
  if (digits === undefined || unit === undefined) return undefined;
  const next = start + (attached === '' ? 3 : 2);
  const count = Number(digits);
  const label = `last ${count} ${unit}s`;
  if (count === 0)
    return { problem: failure('bad-period', `“${label}” is no time at all.`, [`last 7 ${unit}s`]), next };
  return { result: periodAgo({ unit, ago: count, count, label }, clock), next };
}

/** `past 7d`, `last 24 hours`: up to this very second. `past week` is 168 hours. */
function readRolling(words: readonly Word[], start: number, clock: Clock): Found<Period> | undefined {
  const word = keyAt(words, start);
  if (word !== 'past' && word !== 'last') return undefined;
  const single = { hour: HOUR, day: DAY, week: WEEK }[keyAt(words, start + 1)];
  const isSingle = word === 'past' && single !== undefined;
  const duration = isSingle ? { seconds: single, next: start + 2 } : readDuration(words, start + 1);
  // Whole days and weeks of `last` are whole by the calendar.
  if (duration === undefined || (word === 'last' && unitNames.has(lastKey(words, duration.next)))) return undefined;
  const { seconds, next } = duration;
  const label = `past ${durationText(seconds)}`;
  if (seconds === 0) return { problem: failure('bad-period', `“${label}” is no time at all.`, ['past 7d']), next };
  return { result: rollingPeriod(seconds, { label, clock }), next };
}

/** The unit a duration ended with. */
function lastKey(words: readonly Word[], next: number): string {
  return keyAt(words, next - 1).replace(/^\d+/, '');
}

function problemOf(period: Period, { now }: Clock): Problem | undefined {
  if (period.from > now) return noDataYet(period.label);
  if (period.from >= 0) return undefined;
  return failure('bad-period', `“${period.label}” reaches back before 1970; there are no figures from then.`);
}

function noDataYet(label: string): Problem {
  return failure('no-data-yet', `No data yet: “${label}” is still to come.`, ['today', 'last week']);
}

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
function readRange(words: readonly Word[], start: number, clock: Clock): Found<Period> | undefined {
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

interface Duration {
  readonly seconds: number;
  readonly next: number;
}

/** `3d`, `3 days`, `90min`: a whole number of up to five digits, and a unit from minutes to weeks. */
export function readDuration(words: readonly Word[], start: number): Duration | undefined {
  const [first, second] = [keyAt(words, start), keyAt(words, start + 1)];
  const [, count, attached] = /^(\d{1,5})(\p{L}*)$/u.exec(first) ?? [];
  const unit = secondsIn(attached === '' ? second : (attached ?? ''));
  if (count === undefined || unit === undefined || unit < MINUTE) return undefined;
  return { seconds: Number(count) * unit, next: start + (attached === '' ? 2 : 1) };
}
