import { expect, test } from 'vitest';
import { businessHours, segments } from '../../../src/calendar/business-hours.ts';
import { DAY } from '../../../src/calendar/units.ts';

const hour = 3600;
const thursday = Date.parse('2026-11-19T00:00:00Z') / 1000;
const night = businessHours({
  timezone: 'UTC',
  shifts: [{ day: 'thursday', from: 22 * hour, to: 2 * hour }],
  holidays: [],
});

test('time is cut where it opens, closes or a UTC day begins, and counts what was open before', () => {
  const [from, friday] = [thursday + 12 * hour, thursday + DAY];
  expect(segments(night, { from, to: friday + 6 * hour })).toEqual([
    { day: thursday, from, to: thursday + 22 * hour, opened: 0, isOpen: false },
    { day: thursday, from: thursday + 22 * hour, to: friday, opened: 0, isOpen: true },
    { day: friday, from: friday, to: friday + 2 * hour, opened: 2 * hour, isOpen: true },
    { day: friday, from: friday + 2 * hour, to: friday + 6 * hour, opened: 4 * hour, isOpen: false },
  ]);
});

test('an end while it is open is an end', () => {
  const all = segments(night, { from: thursday, to: thursday + 23 * hour });
  expect(all.at(-1)).toEqual({
    day: thursday,
    from: thursday + 22 * hour,
    to: thursday + 23 * hour,
    opened: 0,
    isOpen: true,
  });
});
