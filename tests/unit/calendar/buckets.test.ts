import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buckets, dayEnds } from '../../../src/calendar/buckets.ts';
import { daysFrom, periodAgo, periodFrom, rollingPeriod, type Clock } from '../../../src/calendar/period.ts';
import { DAY } from '../../../src/calendar/units.ts';
import { wallAt } from '../../../src/calendar/wall.ts';
import { toIso } from '../../../src/calendar/zone.ts';

/** Thursday 2026-11-19 10:30 in Athens. */
const clock: Clock = { now: Date.parse('2026-11-19T08:30:00Z') / 1000, timezone: 'Europe/Athens', weekStart: 'monday' };
const date = (year: number, month: number, day: number) => wallAt({ year, month, day });
const show = (instant: number) => toIso(instant, 'Europe/Athens').slice(0, 16);

describe('the points of a trend', () => {
  test.each([
    ['two hours for a day', periodAgo({ unit: 'day', ago: 1 }, clock), 12],
    ['two hours for a day of 25, the last one shorter', periodFrom(date(2026, 10, 25), { unit: 'day' }, clock), 13],
    ['two hours for a day of 23, the last one shorter', periodFrom(date(2026, 3, 29), { unit: 'day' }, clock), 12],
    ['two hours for a day so far', periodAgo({ unit: 'day', ago: 0 }, clock), 6],
    [
      'two hours for the last 24, even where the clocks leap',
      rollingPeriod(DAY, { label: 'past 1d', clock: { ...clock, now: date(2026, 3, 29) + 50_000 } }),
      12,
    ],
    ['days for a week', periodAgo({ unit: 'week', ago: 1 }, clock), 7],
    ['days for sixteen of them', daysFrom(date(2026, 10, 20), { until: date(2026, 11, 5) }, clock), 16],
    ['weeks for seventeen days', daysFrom(date(2026, 10, 20), { until: date(2026, 11, 6) }, clock), 3],
    ['weeks for a month', periodAgo({ unit: 'month', ago: 1 }, clock), 5],
    ['weeks for a quarter', periodAgo({ unit: 'quarter', ago: 1 }, clock), 14],
    ['months for a year', periodAgo({ unit: 'year', ago: 1 }, clock), 12],
    ['months for three years', periodAgo({ unit: 'year', ago: 3, count: 3 }, clock), 36],
    ['quarters for four years', periodAgo({ unit: 'year', ago: 4, count: 4 }, clock), 16],
    ['years for twenty', periodAgo({ unit: 'year', ago: 20, count: 20 }, clock), 20],
  ])('are %s', (_, period, count) => {
    expect(buckets(period)).toHaveLength(count);
  });

  test('are local days, also where one of them is longer', () => {
    const lengths = buckets(daysFrom(date(2026, 10, 24), { until: date(2026, 10, 27) }, clock)).map(
      ({ from, to }) => (to - from) / 3600,
    );
    expect(lengths).toEqual([24, 25, 24]);
  });

  test('are clipped to the period at both ends', () => {
    const weeks = buckets(periodAgo({ unit: 'month', ago: 0 }, clock)).map(
      ({ from, to }) => `${show(from)} ${show(to)}`,
    );
    expect(weeks).toEqual([
      '2026-11-01T00:00 2026-11-02T00:00',
      '2026-11-02T00:00 2026-11-09T00:00',
      '2026-11-09T00:00 2026-11-16T00:00',
      '2026-11-16T00:00 2026-11-19T10:30',
    ]);
  });

  test('begin weeks on the day the workspace says', () => {
    const month = periodAgo({ unit: 'month', ago: 0 }, { ...clock, weekStart: 'sunday' });
    expect(buckets(month).map(({ from }) => show(from).slice(8, 10))).toEqual(['01', '08', '15']);
  });

  test('are none for a period that has just begun', () => {
    const midnight = Date.parse('2026-11-19T00:00:00+02:00') / 1000;
    expect(buckets(periodAgo({ unit: 'day', ago: 0 }, { ...clock, now: midnight }))).toEqual([]);
  });

  test('cover the period without gap or overlap, in any zone', () => {
    const anyPeriod = fc.record({
      timezone: fc.constantFrom(
        'Europe/Athens',
        'Australia/Lord_Howe',
        'Antarctica/Troll',
        'America/Santiago',
        'Pacific/Apia',
        'America/Nuuk',
      ),
      unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const),
      count: fc.integer({ min: 1, max: 40 }),
      now: fc.integer({ min: 1_300_000_000, max: 1_800_000_000 }),
    });
    fc.assert(
      fc.property(anyPeriod, ({ timezone, unit, count, now }) => {
        const period = periodAgo({ unit, ago: count - 1, count }, { now, timezone, weekStart: 'monday' });
        const edges = buckets(period);
        expect(edges[0]?.from).toBe(period.from);
        expect(edges.at(-1)?.to).toBe(period.to);
        expect(edges.slice(1).every(({ from }, index) => from === edges[index]?.to)).toBe(true);
      }),
    );
  });
});

describe('the ends of days', () => {
  test('of a week are the seven midnights that end one', () => {
    const ends = dayEnds(periodAgo({ unit: 'week', ago: 1 }, clock), clock.now).map(show);
    expect(ends).toHaveLength(7);
    expect([ends[0], ends[6]]).toEqual(['2026-11-10T00:00', '2026-11-16T00:00']);
  });

  test('of a running period are those that have come', () => {
    expect(dayEnds(periodAgo({ unit: 'week', ago: 0 }, clock), clock.now).map(show)).toEqual([
      '2026-11-17T00:00',
      '2026-11-18T00:00',
      '2026-11-19T00:00',
    ]);
  });

  test('of an earlier "now" are fewer', () => {
    expect(dayEnds(periodAgo({ unit: 'week', ago: 1 }, clock), Date.parse('2026-11-11T12:00:00Z') / 1000)).toHaveLength(
      2,
    );
  });

  test('of today so far are none', () => {
    expect(dayEnds(periodAgo({ unit: 'day', ago: 0 }, clock), clock.now)).toEqual([]);
  });

  test('of rolling hours are the midnights between', () => {
    expect(dayEnds(rollingPeriod(2 * DAY, { label: 'past 2d', clock }), clock.now).map(show)).toEqual([
      '2026-11-18T00:00',
      '2026-11-19T00:00',
    ]);
  });

  test('come once for a date that its zone left out', () => {
    const apia = { ...clock, timezone: 'Pacific/Apia' };
    const ends = dayEnds(daysFrom(date(2011, 12, 29), { until: date(2012, 1, 1) }, apia), clock.now);
    expect(ends.map((end) => toIso(end, 'Pacific/Apia').slice(0, 10))).toEqual(['2011-12-31', '2012-01-01']);
  });
});
