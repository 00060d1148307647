import { expect, test } from 'vitest';
import { wallAt } from '../../../../src/calendar/wall.ts';
import { scheduleSettings, slaSettings } from '../../../../src/jobs/sla/settings.ts';

const hour = 3600;

test('a schedule’s days are read as shifts, a day of its own before the weekdays', () => {
  const hours = { weekdays: '09:00-13:00, 14:00-18:00', friday: '09:00-15:30', sunday: '22:00-06:00' };
  const { shifts } = scheduleSettings.parse({ name: 'office', timezone: 'UTC', hours });
  expect(shifts).toHaveLength(10);
  expect(shifts.filter(({ day }) => day === 'monday')).toEqual([
    { day: 'monday', from: 9 * hour, to: 13 * hour },
    { day: 'monday', from: 14 * hour, to: 18 * hour },
  ]);
  expect(shifts.filter(({ day }) => day === 'friday')).toEqual([{ day: 'friday', from: 9 * hour, to: 15.5 * hour }]);
  expect(shifts.filter(({ day }) => day === 'sunday')).toEqual([{ day: 'sunday', from: 22 * hour, to: 6 * hour }]);
});

test('a day may be open to its end', () => {
  const { shifts } = scheduleSettings.parse({ name: 'all', timezone: 'UTC', hours: { monday: '00:00-24:00' } });
  expect(shifts).toEqual([{ day: 'monday', from: 0, to: 24 * hour }]);
});

test('a holiday is a day or goes from one to another', () => {
  const { holidays } = scheduleSettings.parse({
    name: 'office',
    timezone: 'UTC',
    hours: { monday: '09:00-17:00' },
    holidays: ['2026-12-25', '2026-12-31..2027-01-02'],
  });
  const [christmas, eve, second] = [
    wallAt({ year: 2026, month: 12, day: 25 }),
    wallAt({ year: 2026, month: 12, day: 31 }),
    wallAt({ year: 2027, month: 1, day: 2 }),
  ];
  expect(holidays).toEqual([
    { from: christmas, to: christmas },
    { from: eve, to: second },
  ]);
});

test('targets are read as seconds, in business hours unless said otherwise', () => {
  expect(slaSettings.parse({ name: 'Standard', first_reply: '90m', resolution: '24h' })).toEqual({
    name: 'Standard',
    hours: 'business',
    first_reply: 90 * 60,
    resolution: 24 * hour,
  });
});
