import { describe, expect, test } from 'vitest';
import {
  alignedWith,
  periodBack,
  previousPeriod,
  samePeriodLastYear,
  daysFrom,
  periodAgo,
  periodFrom,
  rollingPeriod,
  secondsBetween,
  type Clock,
  type Period,
} from '../../../src/calendar/period.ts';
import { wallAt } from '../../../src/calendar/wall.ts';
import { toIso } from '../../../src/calendar/zone.ts';

/** `now` is given in UTC. */
function clockAt(now: string, clock: Partial<Clock> = {}): Clock {
  return { timezone: 'Europe/Athens', weekStart: 'monday', ...clock, now: Date.parse(now) / 1000 };
}

/** Its edges by the local clock, without the zone. */
function edges({ from, to, timezone }: Period): string {
  return [from, to].map((instant) => toIso(instant, timezone).slice(0, 16)).join(' ');
}

/** Thursday 2026-11-19 10:30 in Athens. */
const clock = clockAt('2026-11-19T08:30:00Z');
const date = (year: number, month: number, day: number) => wallAt({ year, month, day });

describe('a period', () => {
  test('that is over ends where its unit does', () => {
    const week = periodAgo({ unit: 'week', ago: 1 }, clock);
    expect(week).toEqual({
      label: '2026-w46',
      from: Date.parse('2026-11-09T00:00:00+02:00') / 1000,
      to: Date.parse('2026-11-16T00:00:00+02:00') / 1000,
      end: Date.parse('2026-11-16T00:00:00+02:00') / 1000,
      unit: 'week',
      count: 1,
      timezone: 'Europe/Athens',
      weekStart: 'monday',
      isRunning: false,
    });
  });

  test('that is running ends now, and knows its natural end', () => {
    const month = periodAgo({ unit: 'month', ago: 0, label: 'mtd' }, clock);
    expect(edges(month)).toBe('2026-11-01T00:00 2026-11-19T10:30');
    expect(month).toMatchObject({ label: 'mtd', isRunning: true, end: Date.parse('2026-12-01T00:00:00+02:00') / 1000 });
  });

  test('has as many hours as its days: 25 and 23 in Athens', () => {
    const long = periodFrom(date(2026, 10, 25), { unit: 'day' }, clock);
    const short = periodFrom(date(2026, 3, 29), { unit: 'day' }, clock);
    expect([long, short].map(({ from, to }) => (to - from) / 3600)).toEqual([25, 23]);
  });

  test('rolls over real hours when it is counted in them', () => {
    const rolling = rollingPeriod(7 * 86_400, { label: 'past 7d', clock: clockAt('2026-10-28T10:00:00Z') });
    expect(edges(rolling)).toBe('2026-10-21T13:00 2026-10-28T12:00');
  });

  test('of weeks begins on the day the workspace says', () => {
    const froms = (['monday', 'sunday', 'saturday'] as const).map((weekStart) =>
      toIso(periodAgo({ unit: 'week', ago: 0 }, { ...clock, weekStart }).from, 'Europe/Athens').slice(0, 10),
    );
    expect(froms).toEqual(['2026-11-16', '2026-11-15', '2026-11-14']);
  });

  test('begins with the first instant of a day that has no midnight', () => {
    const day = periodFrom(
      date(2026, 9, 6),
      { unit: 'day' },
      clockAt('2026-11-19T08:30:00Z', { timezone: 'America/Santiago' }),
    );
    expect(edges(day)).toBe('2026-09-06T01:00 2026-09-07T00:00');
  });
});

describe('the previous comparable period', () => {
  test.each([
    ['of a day', periodAgo({ unit: 'day', ago: 1 }, clock), '2026-11-17T00:00 2026-11-18T00:00'],
    [
      'of a running day is the same hours of the day before',
      periodAgo({ unit: 'day', ago: 0 }, clock),
      '2026-11-18T00:00 2026-11-18T10:30',
    ],
    ['of a week', periodAgo({ unit: 'week', ago: 1 }, clock), '2026-11-02T00:00 2026-11-09T00:00'],
    [
      'of a running week is Monday to Thursday morning',
      periodAgo({ unit: 'week', ago: 0 }, clock),
      '2026-11-09T00:00 2026-11-12T10:30',
    ],
    [
      'of a running month is the same dates',
      periodAgo({ unit: 'month', ago: 0 }, clock),
      '2026-10-01T00:00 2026-10-19T10:30',
    ],
    [
      'of a running quarter is the same dates',
      periodAgo({ unit: 'quarter', ago: 0 }, clock),
      '2026-07-01T00:00 2026-08-19T10:30',
    ],
    [
      'of a running year is the same dates',
      periodAgo({ unit: 'year', ago: 0 }, clock),
      '2025-01-01T00:00 2025-11-19T10:30',
    ],
    [
      'of a month is the month before, whatever its length',
      periodAgo({ unit: 'month', ago: 1 }, clock),
      '2026-09-01T00:00 2026-10-01T00:00',
    ],
    [
      'of seven days is the seven before',
      periodAgo({ unit: 'day', ago: 7, count: 7 }, clock),
      '2026-11-05T00:00 2026-11-12T00:00',
    ],
    [
      'of three months is the three before',
      periodAgo({ unit: 'month', ago: 3, count: 3 }, clock),
      '2026-05-01T00:00 2026-08-01T00:00',
    ],
    [
      'of dates is as many days before',
      daysFrom(date(2026, 11, 1), { until: date(2026, 11, 16) }, clock),
      '2026-10-17T00:00 2026-11-01T00:00',
    ],
    [
      'of dates still running is the same part of as many days before',
      daysFrom(date(2026, 11, 16), { until: date(2026, 11, 20) }, clock),
      '2026-11-12T00:00 2026-11-15T10:30',
    ],
    [
      'of 168 hours is the 168 hours before',
      rollingPeriod(604_800, { label: 'past 7d', clock }),
      '2026-11-05T10:30 2026-11-12T10:30',
    ],
  ])('%s', (_, period, expected) => {
    expect(edges(previousPeriod(period))).toBe(expected);
  });

  test.each([
    ['2026-03-28T08:30:00Z', '2026-02-01T00:00 2026-02-28T10:30'],
    ['2026-03-29T08:30:00Z', '2026-02-01T00:00 2026-03-01T00:00'],
    ['2026-03-31T20:30:00Z', '2026-02-01T00:00 2026-03-01T00:00'],
  ])('of March to date on %s never reaches beyond February, nor goes back in it', (now, expected) => {
    expect(edges(previousPeriod(periodAgo({ unit: 'month', ago: 0 }, clockAt(now))))).toBe(expected);
  });

  test('of the same hours holds across a clock change', () => {
    const monday = clockAt('2026-10-26T08:30:00Z');
    const today = periodAgo({ unit: 'day', ago: 0 }, monday);
    expect(edges(previousPeriod(today))).toBe('2026-10-25T00:00 2026-10-25T10:30');
    expect(previousPeriod(today).to - previousPeriod(today).from).toBe(11.5 * 3600);
  });

  test('can be taken again of a period already cut', () => {
    const twice = previousPeriod(previousPeriod(periodAgo({ unit: 'month', ago: 0 }, clock)));
    expect(edges(twice)).toBe('2026-09-01T00:00 2026-09-19T10:30');
  });

  test('is never running', () => {
    expect(previousPeriod(periodAgo({ unit: 'month', ago: 0 }, clock)).isRunning).toBe(false);
  });
});

describe('the same period last year', () => {
  const week53 = clockAt('2027-01-06T10:00:00Z');
  const leapDay = clockAt('2028-02-29T10:00:00Z');
  test.each([
    [
      'of a week is the ISO week of that number',
      periodAgo({ unit: 'week', ago: 1 }, clock),
      '2025-11-10T00:00 2025-11-17T00:00',
    ],
    [
      'of a running week is the same part of it',
      periodAgo({ unit: 'week', ago: 0 }, clock),
      '2025-11-17T00:00 2025-11-20T10:30',
    ],
    [
      'of week 53 is week 52 where there are no more',
      periodAgo({ unit: 'week', ago: 1 }, week53),
      '2025-12-22T00:00 2025-12-29T00:00',
    ],
    [
      'of a Sunday week holds the same ISO Thursday',
      periodAgo({ unit: 'week', ago: 1 }, { ...clock, weekStart: 'sunday' }),
      '2025-11-09T00:00 2025-11-16T00:00',
    ],
    ['of a month is that month', periodAgo({ unit: 'month', ago: 1 }, clock), '2025-10-01T00:00 2025-11-01T00:00'],
    [
      'of a running day is its same hours',
      periodAgo({ unit: 'day', ago: 0 }, clock),
      '2025-11-19T00:00 2025-11-19T10:30',
    ],
    ['of 29 February is the 28th', periodAgo({ unit: 'day', ago: 0 }, leapDay), '2027-02-28T00:00 2027-02-28T12:00'],
    ['of a year is the year before', periodAgo({ unit: 'year', ago: 1 }, clock), '2024-01-01T00:00 2025-01-01T00:00'],
    [
      'of 24 hours is 24 hours',
      rollingPeriod(86_400, { label: 'past 1d', clock }),
      '2025-11-18T10:30 2025-11-19T10:30',
    ],
  ])('%s', (_, period, expected) => {
    expect(edges(samePeriodLastYear(period))).toBe(expected);
  });
});

test('a whole period is cut to the part that a running one covers', () => {
  const running = periodAgo({ unit: 'week', ago: 0 }, clock);
  const earlier = periodAgo({ unit: 'week', ago: 3 }, clock);
  expect(edges(alignedWith(running, earlier))).toBe('2026-10-26T00:00 2026-10-29T10:30');
  expect(alignedWith(periodAgo({ unit: 'day', ago: 1 }, clock), earlier)).toBe(earlier);
});

test('a running day laid a week back keeps its hours', () => {
  expect(edges(periodBack(periodAgo({ unit: 'day', ago: 0 }, clock), { unit: 'week', count: 1 }))).toBe(
    '2026-11-12T00:00 2026-11-12T10:30',
  );
});

test('a stretch between two instants keeps them, cut at now', () => {
  const stretch = secondsBetween(clock.now - 3600, clock.now + 3600, clock);
  expect(stretch).toMatchObject({ to: clock.now, count: 7200, isRunning: true });
});
