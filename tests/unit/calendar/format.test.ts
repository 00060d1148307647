import { expect, test } from 'vitest';
import { formatDay, formatMoment, formatSpan } from '../../../src/calendar/format.ts';

function span(from: string, to: string, timezone = 'Europe/Athens'): string {
  return formatSpan({ from: Date.parse(from) / 1000, to: Date.parse(to) / 1000, timezone });
}

test.each([
  ['a day', '2026-11-18T00:00+02:00', '2026-11-19T00:00+02:00', 'Wed 18 Nov 2026'],
  ['a week', '2026-11-09T00:00+02:00', '2026-11-16T00:00+02:00', 'Mon 9 – Sun 15 Nov 2026'],
  ['two months', '2026-10-01T00:00+03:00', '2026-12-01T00:00+02:00', 'Thu 1 Oct – Mon 30 Nov 2026'],
  ['two years', '2025-12-29T00:00+02:00', '2026-01-05T00:00+02:00', 'Mon 29 Dec 2025 – Sun 4 Jan 2026'],
  ['today so far', '2026-11-19T00:00+02:00', '2026-11-19T10:30+02:00', 'Thu 19 Nov 2026, 00:00–10:30'],
  ['a month so far', '2026-11-01T00:00+02:00', '2026-11-19T10:30+02:00', 'Sun 1 Nov, 00:00 – Thu 19 Nov 2026, 10:30'],
  ['nothing yet', '2026-11-19T00:00+02:00', '2026-11-19T00:00+02:00', 'Thu 19 Nov 2026, 00:00–00:00'],
])('the dates of %s', (_, from, to, expected) => {
  expect(span(from, to)).toBe(expected);
});

test('a day without a midnight is whole all the same', () => {
  expect(span('2026-09-06T04:00Z', '2026-09-07T03:00Z', 'America/Santiago')).toBe('Sun 6 Sep 2026');
  expect(span('2026-09-05T04:00Z', '2026-09-06T04:00Z', 'America/Santiago')).toBe('Sat 5 Sep 2026');
});

test('a day and a moment are those of the zone', () => {
  const instant = Date.parse('2026-11-19T22:30:00Z') / 1000;
  expect([formatDay(instant, 'Europe/Athens'), formatDay(instant, 'UTC')]).toEqual(['20 Nov', '19 Nov']);
  expect(formatMoment(instant, 'Europe/Athens')).toBe('Fri 20 Nov 2026, 00:30');
});
