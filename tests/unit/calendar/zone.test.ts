import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wallAt } from '../../../src/calendar/wall.ts';
import { dayStart, instantOf, toIso, wallOf } from '../../../src/calendar/zone.ts';

const zones = Intl.supportedValuesOf('timeZone');

function wall(text: string): number {
  return Date.parse(`${text}Z`) / 1000;
}

describe('the instant of a local time', () => {
  test.each([
    ['an ordinary time', 'Europe/Athens', '2026-11-09T00:00', '2026-11-09T00:00:00+02:00'],
    ['a time the clocks leap over', 'America/New_York', '2027-03-14T02:30', '2027-03-14T03:00:00-04:00'],
    ['a time they show twice', 'America/New_York', '2026-11-01T01:30', '2026-11-01T01:30:00-04:00'],
    ['half an hour leapt over', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-04T02:30:00+11:00'],
    ['half an hour shown twice', 'Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-05T01:45:00+11:00'],
    ['two hours leapt over', 'Antarctica/Troll', '2026-03-29T01:30', '2026-03-29T03:00:00+02:00'],
    ['two hours shown twice', 'Antarctica/Troll', '2026-10-25T02:30', '2026-10-25T02:30:00+02:00'],
    ['a quarter-hour zone', 'Asia/Kathmandu', '2026-11-09T00:00', '2026-11-09T00:00:00+05:45'],
    ['a half-hour zone', 'America/St_Johns', '2026-11-19T10:30', '2026-11-19T10:30:00-03:30'],
    ['a midnight that does not exist', 'America/Santiago', '2026-09-06T00:00', '2026-09-06T01:00:00-03:00'],
    ['a midnight that does not exist', 'Asia/Beirut', '2026-03-29T00:00', '2026-03-29T01:00:00+03:00'],
    ['a midnight shown twice', 'America/Havana', '2026-11-01T00:30', '2026-11-01T00:30:00-04:00'],
    ['the end of a day leapt over', 'America/Nuuk', '2026-03-28T23:30', '2026-03-29T00:00:00-01:00'],
    ['a date left out altogether', 'Pacific/Apia', '2011-12-30T12:00', '2011-12-31T00:00:00+14:00'],
  ])('%s: %s %s', (_, timezone, local, expected) => {
    expect(toIso(instantOf(wall(local), timezone), timezone)).toBe(expected);
  });

  test('is the first one that shows it, in any zone', () => {
    const instants = fc.integer({
      min: wallAt({ year: 2000, month: 1, day: 1 }),
      max: wallAt({ year: 2037, month: 1, day: 1 }),
    });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, timezone) => {
        const shown = wallOf(instant, timezone);
        const found = instantOf(shown, timezone);
        expect(found).toBeLessThanOrEqual(instant);
        expect(wallOf(found, timezone)).toBe(shown);
      }),
    );
  });
});

test('a day begins after the midnight that does not exist', () => {
  expect(toIso(dayStart(wall('2026-09-06T15:00'), 'America/Santiago'), 'America/Santiago')).toBe(
    '2026-09-06T01:00:00-03:00',
  );
});
