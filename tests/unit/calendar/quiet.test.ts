import { describe, expect, test } from 'vitest';
import { quietUntil } from '../../../src/calendar/quiet.ts';
import { toIso } from '../../../src/calendar/zone.ts';
import { UserError } from '../../../src/errors.ts';

function until(quiet: string, now: string, timezone = 'Europe/Athens'): string | undefined {
  const end = quietUntil({ quiet, timezone }, Date.parse(now) / 1000);
  return end === undefined ? undefined : toIso(end, timezone);
}

describe('quiet hours', () => {
  test.each([
    ['in the evening, until the morning', '18:00-09:00', '2026-11-19T20:00:00+02:00', '2026-11-20T09:00:00+02:00'],
    ['after midnight, until the same morning', '18:00-09:00', '2026-11-20T03:00:00+02:00', '2026-11-20T09:00:00+02:00'],
    ['from their first second', '18:00-09:00', '2026-11-19T18:00:00+02:00', '2026-11-20T09:00:00+02:00'],
    ['within one day', '12:00-14:00', '2026-11-19T13:00:00+02:00', '2026-11-19T14:00:00+02:00'],
    ['all day', '09:00-09:00', '2026-11-19T13:00:00+02:00', '2026-11-20T09:00:00+02:00'],
    ['through a clock change', '22:00-07:00', '2026-10-24T23:00:00+03:00', '2026-10-25T07:00:00+02:00'],
    [
      'to the leap, when their end is leapt over',
      '22:00-03:30',
      '2026-03-28T23:00:00+02:00',
      '2026-03-29T04:00:00+03:00',
    ],
  ])('hold %s', (_, quiet, now, expected) => {
    expect(until(quiet, now)).toBe(expected);
  });

  test.each([
    ['by day', '18:00-09:00', '2026-11-19T12:00:00+02:00'],
    ['from their last second on', '18:00-09:00', '2026-11-20T09:00:00+02:00'],
    ['after the pause at noon', '12:00-14:00', '2026-11-19T15:00:00+02:00'],
  ])('do not hold %s', (_, quiet, now) => {
    expect(until(quiet, now)).toBeUndefined();
  });

  test.each(['18:00', '18:00-09:00-10:00', '25:00-09:00', 'night', ''])('cannot be “%s”', (quiet) => {
    expect(() => until(quiet, '2026-11-19T12:00:00Z')).toThrow(UserError);
  });
});
