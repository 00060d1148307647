import { assert, integer, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursOf } from '../../../../../src/adapters/helpdesk/sample/hours.ts';

const at = (iso: string) => Date.parse(iso) / 1000;
const hour = 3600;
const athens = hoursOf({ zone: 'Europe/Athens', from: 8, to: 20, daysAWeek: 6 });
const london = hoursOf({ zone: 'Europe/London', from: 8, to: 18, daysAWeek: 5 });
const always = hoursOf({ zone: 'UTC', from: 0, to: 24, daysAWeek: 7 });

describe('working time', () => {
  test.each([
    ['within a day', '2026-03-04T09:00:00Z', 2, '2026-03-04T11:00:00Z'],
    ['to the very end of a day', '2026-03-04T16:00:00Z', 2, '2026-03-04T18:00:00Z'],
    ['over a night', '2026-03-04T17:00:00Z', 2, '2026-03-05T09:00:00Z'],
    ['from a night', '2026-03-04T23:00:00Z', 1, '2026-03-05T09:00:00Z'],
    ['over a weekend', '2026-03-06T17:00:00Z', 2, '2026-03-09T09:00:00Z'],
    ['over the night clocks were put forward', '2026-03-27T17:00:00Z', 2, '2026-03-30T08:00:00Z'],
  ])('passes %s', (_, from, hours, to) => {
    expect(london.after(at(from), hours * hour)).toBe(at(to));
    expect(london.between(at(from), at(to))).toBe(hours * hour);
  });

  test('passes all the time for a team that works round the clock', () => {
    expect(always.after(at('2026-03-07T23:00:00Z'), 5 * hour)).toBe(at('2026-03-08T04:00:00Z'));
    expect(always.isOpen(at('2026-03-08T03:00:00Z'))).toBe(true);
  });

  test('is as long as was asked for, from wherever', () => {
    const start = at('2026-01-01T00:00:00Z');
    assert(
      property(nat(365 * 86_400), integer({ min: 1, max: 200 * hour }), (offset, seconds) => {
        const from = start + offset;
        expect(athens.between(from, athens.after(from, seconds))).toBe(seconds);
      }),
    );
  });
});

test.each([
  ['2026-03-04T05:59:59Z', false],
  ['2026-03-04T06:00:00Z', true],
  ['2026-03-04T17:59:59Z', true],
  ['2026-03-04T18:00:00Z', false],
  ['2026-03-08T09:00:00Z', false],
])('a team in Athens at %s is open: %s', (instant, isOpen) => {
  expect(athens.isOpen(at(instant))).toBe(isOpen);
});
