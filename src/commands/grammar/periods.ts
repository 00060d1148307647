import { daysFrom, periodAgo, periodFrom, rollingPeriod, type Clock, type Period } from '../../calendar/period.ts';
import { durationText } from '../../calendar/duration.ts';
import { DAY, HOUR, WEEK } from '../../calendar/units.ts';
import { dateText, startOf, type DayUnit } from '../../calendar/wall.ts';
import { wallOf } from '../../calendar/zone.ts';
import { namedPeriods } from '../phrases/language.ts';
import { readAnchor } from './anchors.ts';
import { readDuration } from './durations.ts';
import type { Lexicon } from './grammar.ts';
import { longest } from './phrases.ts';
import { type Found, type Problem, failure } from './found.ts';
import { readRange } from './ranges.ts';
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

interface Reader {
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
