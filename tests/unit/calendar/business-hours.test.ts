import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessHours, roundTheClock } from '../../../src/calendar/business-hours.ts';
import type { Schedule, Shift } from '../../../src/calendar/schedule.ts';
import { offsets, toIso, wallOf } from '../../../src/calendar/zone.ts';
import { DAY } from '../../../src/calendar/units.ts';
import { wallAt, weekdays, type Weekday } from '../../../src/calendar/wall.ts';
import { UserError } from '../../../src/errors.ts';

const hour = 3600;
const workdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

function at(text: string): number {
  return Date.parse(text) / 1000;
}

function shiftsOn(days: readonly Weekday[], from: number, to: number): Shift[] {
  return days.map((day) => ({ day, from: from * hour, to: to * hour }));
}

function schedule(some: Partial<Schedule>): Schedule {
  return { timezone: 'Europe/Athens', shifts: shiftsOn(workdays, 9, 17), holidays: [], ...some };
}

const office = businessHours(schedule({}));

describe('the time elapsed', () => {
  test.each([
    ['within a shift is what passes', '2026-11-19T10:00:00+02:00', '2026-11-19T11:30:00+02:00', 1.5],
    ['over an evening is none', '2026-11-19T17:00:00+02:00', '2026-11-20T09:00:00+02:00', 0],
    ['from an evening to a noon is the morning', '2026-11-18T20:00:00+02:00', '2026-11-19T12:00:00+02:00', 3],
    ['over a weekend is Friday’s end and Monday’s start', '2026-11-20T16:00:00+02:00', '2026-11-23T10:00:00+02:00', 2],
    ['over a week is five days', '2026-11-11T12:00:00+02:00', '2026-11-18T12:00:00+02:00', 40],
    ['over two years is all their workdays', '2024-01-01T00:00:00+02:00', '2026-01-01T00:00:00+02:00', 523 * 8],
    ['backwards is none', '2026-11-19T12:00:00+02:00', '2026-11-19T10:00:00+02:00', 0],
  ])('%s', (_, from, to, hours) => {
    expect(office.elapsed(at(from), at(to))).toBe(hours * hour);
  });

  test('leaves a lunch break out, and counts shifts that overlap once', () => {
    const shifts = [
      ...shiftsOn(['thursday'], 9, 13),
      ...shiftsOn(['thursday'], 14, 17),
      ...shiftsOn(['thursday'], 16, 18),
    ];
    const { elapsed } = businessHours(schedule({ shifts }));
    expect(elapsed(at('2026-11-19T00:00:00+02:00'), at('2026-11-20T00:00:00+02:00'))).toBe(8 * hour);
    expect(elapsed(at('2026-11-19T12:30:00+02:00'), at('2026-11-19T14:30:00+02:00'))).toBe(hour);
  });

  test('goes on over midnight where an end is not after its start', () => {
    const { elapsed } = businessHours(schedule({ shifts: shiftsOn(['thursday'], 22, 6) }));
    expect(elapsed(at('2026-11-19T00:00:00+02:00'), at('2026-11-20T12:00:00+02:00'))).toBe(8 * hour);
    expect(elapsed(at('2026-11-20T05:00:00+02:00'), at('2026-11-21T12:00:00+02:00'))).toBe(hour);
  });

  test.each([
    ['leaps', '2027-03-14T00:00:00-05:00', 7],
    ['go back', '2026-11-01T00:00:00-04:00', 9],
  ])('of a night shift is as long as it really is when clocks %s', (_, midnight, hours) => {
    const { elapsed } = businessHours(
      schedule({ timezone: 'America/New_York', shifts: shiftsOn(['saturday', 'sunday'], 22, 6) }),
    );
    expect(elapsed(at(midnight) - 2 * hour, at(midnight) + 12 * hour)).toBe(hours * hour);
  });

  test('is every second when all days are open for all of their hours', () => {
    const always = businessHours(schedule({ shifts: shiftsOn(weekdays, 0, 24) }));
    expect(always.elapsed(at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toBe(365 * DAY);
    expect(always.open(at('2026-01-01T00:00:00Z'), at('2030-01-01T00:00:00Z'))).toHaveLength(1);
  });

  test('skips holidays, the last day included', () => {
    const holidays = [
      { from: wallAt({ year: 2026, month: 12, day: 24 }), to: wallAt({ year: 2026, month: 12, day: 28 }) },
    ];
    const { elapsed } = businessHours(schedule({ holidays }));
    // Wednesday the 23rd and Tuesday the 29th are open; from Thursday to Monday nothing is.
    expect(elapsed(at('2026-12-23T00:00:00+02:00'), at('2026-12-30T00:00:00+02:00'))).toBe(16 * hour);
  });

  test('cuts a night shift where a holiday begins or ends', () => {
    const friday = wallAt({ year: 2026, month: 11, day: 20 });
    const { elapsed } = businessHours(
      schedule({ shifts: shiftsOn(['thursday', 'friday'], 22, 6), holidays: [{ from: friday, to: friday }] }),
    );
    // Thursday 22:00 to midnight, then Saturday 00:00 to 06:00.
    expect(elapsed(at('2026-11-19T12:00:00+02:00'), at('2026-11-21T00:00:00+02:00'))).toBe(2 * hour);
    expect(elapsed(at('2026-11-21T00:00:00+02:00'), at('2026-11-21T12:00:00+02:00'))).toBe(6 * hour);
  });

  test('is none for a date that a zone left out', () => {
    const { elapsed } = businessHours(schedule({ timezone: 'Pacific/Apia', shifts: shiftsOn(['friday'], 9, 17) }));
    expect(elapsed(at('2011-12-29T00:00:00-10:00'), at('2012-01-02T00:00:00+14:00'))).toBe(0);
  });
});

describe('the instant after', () => {
  test.each([
    ['hours of the same day', '2026-11-19T10:00:00+02:00', 2, '2026-11-19T12:00:00+02:00'],
    ['what is left of the day, at its very end', '2026-11-19T10:00:00+02:00', 7, '2026-11-19T17:00:00+02:00'],
    ['more than is left of the day', '2026-11-19T16:00:00+02:00', 2, '2026-11-20T10:00:00+02:00'],
    ['a Friday’s evening', '2026-11-20T20:00:00+02:00', 1, '2026-11-23T10:00:00+02:00'],
    ['a year of workdays', '2026-11-19T09:00:00+02:00', 261 * 8, '2027-11-18T17:00:00+02:00'],
    ['no time at all', '2026-11-22T12:00:00+02:00', 0, '2026-11-22T12:00:00+02:00'],
  ])('%s', (_, from, hours, expected) => {
    expect(toIso(office.after(at(from), hours * hour), 'Europe/Athens')).toBe(expected);
  });

  test('too much to ever pass is refused', () => {
    expect(() => office.after(at('2026-11-19T10:00:00Z'), Number.MAX_SAFE_INTEGER)).toThrow(UserError);
  });
});

test('a schedule without a shift is refused in words', () => {
  expect(() => businessHours(schedule({ shifts: [] }))).toThrow(UserError);
});

test('round the clock every second counts', () => {
  expect(roundTheClock.elapsed(10, 25)).toBe(15);
  expect(roundTheClock.elapsed(25, 10)).toBe(0);
  expect(roundTheClock.after(10, 15)).toBe(25);
});

const quarter = fc.integer({ min: 0, max: 95 }).map((part) => part * 900);
const anyShift = fc.record({ day: fc.constantFrom(...weekdays), from: quarter, to: quarter.map((to) => to + 900) });
const day = fc.integer({ min: 0, max: 800 }).map((days) => wallAt({ year: 2025, month: 1, day: 1 + days }));
const anyHoliday = fc
  .tuple(day, fc.integer({ min: 0, max: 9 }))
  .map(([from, days]) => ({ from, to: from + days * DAY }));
const anySchedule = (timezone: string) =>
  fc.record({
    timezone: fc.constant(timezone),
    shifts: fc.array(anyShift, { minLength: 1, maxLength: 8 }),
    holidays: fc.array(anyHoliday, { maxLength: 4 }),
  });
const [earliest, latest] = [at('2025-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z')];

describe.each(Intl.supportedValuesOf('timeZone'))('in %s', (timezone) => {
  const changes = offsets({ from: earliest, to: latest, timezone }).map(({ from }) => from);
  // Half of the instants lie about a change of the clocks, where there is one.
  const instant = fc.oneof(
    fc.integer({ min: earliest, max: latest }),
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -DAY, max: DAY })).map(([change, away]) => change + away),
  );

  test('elapsed time and the instant after it are inverse to each other', () => {
    fc.assert(
      fc.property(anySchedule(timezone), instant, fc.integer({ min: 1, max: 40 * hour }), (some, from, seconds) => {
        const hours = businessHours(some);
        const reached = hours.after(from, seconds);
        expect(hours.elapsed(from, reached)).toBe(seconds);
        // The first such instant: a second before, less had passed.
        expect(hours.elapsed(from, reached - 1)).toBe(seconds - 1);
      }),
      { numRuns: 5 },
    );
  });

  test('time adds up, and the open stretches are what is counted', () => {
    fc.assert(
      fc.property(anySchedule(timezone), fc.tuple(instant, instant, instant), (some, three) => {
        const [first = 0, middle = 0, last = 0] = three.toSorted((a, b) => a - b);
        const hours = businessHours(some);
        const whole = hours.elapsed(first, last);
        expect(hours.elapsed(first, middle) + hours.elapsed(middle, last)).toBe(whole);
        const stretches = hours.open(first, last);
        expect(stretches.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(whole);
      }),
      { numRuns: 5 },
    );
  });
});

test('away from changes of the clocks, it is open exactly when the clocks show a shift', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom('Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC')
        .chain(anySchedule),
      fc.integer({ min: earliest, max: latest }),
      (some, instant) => {
        const changes = offsets({ from: instant - 2 * DAY, to: instant + 2 * DAY, timezone: some.timezone });
        fc.pre(changes.length === 1);
        const isOpen = businessHours(some).elapsed(instant, instant + 1) === 1;
        expect(isOpen).toBe(showsShift(some, instant));
      },
    ),
    { numRuns: 1000 },
  );
});

/** Read off the clock, second by second, without any calendar of openings. */
function showsShift({ timezone, shifts, holidays }: Schedule, instant: number): boolean {
  const wall = wallOf(instant, timezone);
  const midnight = wall - (wall % DAY);
  if (holidays.some(({ from, to }) => from <= midnight && midnight <= to)) return false;
  const today = new Date(midnight * 1000).getUTCDay();
  const time = wall - midnight;
  return shifts.some(({ day, from, to }) => {
    const [startsToday, startedYesterday] = [weekdays[today] === day, weekdays[(today + 6) % 7] === day];
    if (to > from) return startsToday && from <= time && time < to;
    return (startsToday && from <= time) || (startedYesterday && time < to);
  });
}
