import { describe, expect, test } from 'vitest';
import { lastDue, nextRuns, type Recurrence } from '../../../src/calendar/recurrence.ts';
import { DAY } from '../../../src/calendar/units.ts';
import { wallAt, dateText, weekdays, type Weekday } from '../../../src/calendar/wall.ts';
import { instantOf, toIso } from '../../../src/calendar/zone.ts';
import { UserError } from '../../../src/errors.ts';

const workdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const athens: Recurrence = { at: '09:00', days: workdays, timezone: 'Europe/Athens' };

function instant(text: string): number {
  return Date.parse(text) / 1000;
}

function shown(recurrence: Recurrence, after: string, count: number): string[] {
  return nextRuns(recurrence, { after: instant(after), count }).map(
    ({ date, at }) => `${date} ${toIso(at, recurrence.timezone)}`,
  );
}

describe('the next runs', () => {
  test('come on the days listed, at the local time', () => {
    expect(shown(athens, '2026-11-19T08:30:00Z', 3)).toEqual([
      '2026-11-20 2026-11-20T09:00:00+02:00',
      '2026-11-23 2026-11-23T09:00:00+02:00',
      '2026-11-24 2026-11-24T09:00:00+02:00',
    ]);
  });

  test('do not hold the one that is due this very second', () => {
    expect(shown(athens, '2026-11-19T07:00:00Z', 1)).toEqual(['2026-11-20 2026-11-20T09:00:00+02:00']);
  });

  test.each([
    [
      'after a leap, at the first instant there is',
      '02:30',
      'America/New_York',
      '2027-03-14T00:00:00-05:00',
      '2027-03-14 2027-03-14T03:00:00-04:00',
    ],
    [
      'once where the hour comes twice',
      '01:30',
      'America/New_York',
      '2026-11-01T00:00:00-04:00',
      '2026-11-01 2026-11-01T01:30:00-04:00',
    ],
    [
      'for a leap at the end of its day, when the next begins',
      '23:30',
      'America/Nuuk',
      '2026-03-28T12:00:00-02:00',
      '2026-03-28 2026-03-29T00:00:00-01:00',
    ],
    [
      'even when asked at that leap',
      '23:30',
      'America/Nuuk',
      '2026-03-28T22:59:59-02:00',
      '2026-03-28 2026-03-29T00:00:00-01:00',
    ],
    [
      'on the day after one that its zone left out',
      '08:00',
      'Pacific/Apia',
      '2011-12-29T12:00:00-10:00',
      '2011-12-31 2011-12-31T08:00:00+14:00',
    ],
  ])('come %s', (_, at, timezone, after, expected) => {
    expect(shown({ at, days: weekdays, timezone }, after, 1)).toEqual([expected]);
  });

  test('after the first of two 01:30s come tomorrow', () => {
    const recurrence = { at: '01:30', days: weekdays, timezone: 'America/New_York' };
    expect(shown(recurrence, '2026-11-01T01:30:00-05:00', 1)).toEqual(['2026-11-02 2026-11-02T01:30:00-05:00']);
  });

  test('are none when no day is listed', () => {
    expect(nextRuns({ ...athens, days: [] }, { after: 0, count: 3 })).toEqual([]);
    expect(lastDue({ ...athens, days: [] }, 0)).toBeUndefined();
  });

  test.each(['9', '24:00', '09:60', 'noon', ''])('cannot be found for “%s”', (at) => {
    expect(() => nextRuns({ ...athens, at }, { after: 0, count: 1 })).toThrow(UserError);
  });
});

describe('the last run due', () => {
  test.each([
    ['2026-11-19T09:00:00+02:00', '2026-11-19'],
    ['2026-11-19T08:59:59+02:00', '2026-11-18'],
    ['2026-11-23T08:00:00+02:00', '2026-11-20'],
  ])('at %s is the one of %s', (now, date) => {
    expect(lastDue(athens, instant(now))?.date).toBe(date);
  });
});

const zones = Intl.supportedValuesOf('timeZone');
const first = wallAt({ year: 2026, month: 1, day: 1 });
const dates = Array.from({ length: 730 }, (_, day) => dateText(first + day * DAY));

test.each(['00:00', '02:30', '23:30'])(
  'in every zone, a daily run at %s comes once for each local date of two years',
  (at) => {
    const faulty = zones.filter((timezone) => {
      const runs = nextRuns(
        { at, days: weekdays, timezone },
        { after: instantOf(first, timezone) - 1, count: dates.length },
      );
      const isIncreasing = runs.every((run, index) => run.at > (runs[index - 1]?.at ?? 0));
      return !isIncreasing || runs.map(({ date }) => date).join() !== dates.join();
    });
    expect(zones.length).toBeGreaterThan(130);
    expect(faulty).toEqual([]);
  },
  60_000,
);

test('stepping from run to run finds the same runs as asking for many, and each is then the last due', () => {
  for (const timezone of [
    'Antarctica/Troll',
    'Australia/Lord_Howe',
    'America/Nuuk',
    'America/Santiago',
    'Asia/Beirut',
  ]) {
    const recurrence = { at: '00:30', days: weekdays, timezone };
    let after = instantOf(first, timezone);
    for (const run of nextRuns(recurrence, { after, count: 730 })) {
      expect(nextRuns(recurrence, { after, count: 1 })).toEqual([run]);
      expect(lastDue(recurrence, run.at)).toEqual(run);
      after = run.at;
    }
  }
});
