import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/calendar/period.ts';
import { ask, dates, failure, question } from '../../helpers/readings.ts';
import { thursday } from '../../helpers/vocabulary.ts';

/** Local minutes of both ends, without the zone. */
function span(text: string, clock: Clock = thursday): string {
  return dates(question(`csat ${text}`, clock).period).replaceAll(/:00[+-]\d\d:\d\d/g, '');
}

describe('a period can be said', () => {
  test.each([
    ['this week', '2026-11-16T00:00 2026-11-19T10:30'],
    ['this_month', '2026-11-01T00:00 2026-11-19T10:30'],
    ['previous quarter', '2026-07-01T00:00 2026-10-01T00:00'],
    ['qtd', '2026-10-01T00:00 2026-11-19T10:30'],
    ['ytd', '2026-01-01T00:00 2026-11-19T10:30'],
    ['year to date', '2026-01-01T00:00 2026-11-19T10:30'],
    ['monday', '2026-11-16T00:00 2026-11-17T00:00'],
    ['thursday', '2026-11-12T00:00 2026-11-13T00:00'],
    ['last wed', '2026-11-18T00:00 2026-11-19T00:00'],
    ['w46', '2026-11-09T00:00 2026-11-16T00:00'],
    ['w50', '2025-12-08T00:00 2025-12-15T00:00'],
    ['week 46', '2026-11-09T00:00 2026-11-16T00:00'],
    ['2020-w53', '2020-12-28T00:00 2021-01-04T00:00'],
    ['q3', '2026-07-01T00:00 2026-10-01T00:00'],
    ['q4', '2026-10-01T00:00 2026-11-19T10:30'],
    ['q3 2025', '2025-07-01T00:00 2025-10-01T00:00'],
    ['2026-q3', '2026-07-01T00:00 2026-10-01T00:00'],
    ['oct', '2026-10-01T00:00 2026-11-01T00:00'],
    ['nov', '2026-11-01T00:00 2026-11-19T10:30'],
    ['dec', '2025-12-01T00:00 2026-01-01T00:00'],
    ['october 2024', '2024-10-01T00:00 2024-11-01T00:00'],
    ['2026', '2026-01-01T00:00 2026-11-19T10:30'],
    ['2026-10', '2026-10-01T00:00 2026-11-01T00:00'],
    ['2026-10-25', '2026-10-25T00:00 2026-10-26T00:00'],
    ['on 2026-11-02', '2026-11-02T00:00 2026-11-03T00:00'],
    ['25 oct', '2026-10-25T00:00 2026-10-26T00:00'],
    ['25th of october', '2026-10-25T00:00 2026-10-26T00:00'],
    ['oct 25 2025', '2025-10-25T00:00 2025-10-26T00:00'],
    ['20 nov', '2025-11-20T00:00 2025-11-21T00:00'],
    ['29 feb', '2024-02-29T00:00 2024-03-01T00:00'],
    ['25/10', '2026-10-25T00:00 2026-10-26T00:00'],
    ['10/25', '2026-10-25T00:00 2026-10-26T00:00'],
    ['05/05', '2026-05-05T00:00 2026-05-06T00:00'],
    ['3.4.2026', '2026-04-03T00:00 2026-04-04T00:00'],
    ['since monday', '2026-11-16T00:00 2026-11-19T10:30'],
    ['since last month', '2026-10-01T00:00 2026-11-19T10:30'],
    ['from 1 nov', '2026-11-01T00:00 2026-11-19T10:30'],
    ['between 1 and 15 nov', '2026-11-01T00:00 2026-11-16T00:00'],
    ['between 10 and 25 nov', '2026-11-10T00:00 2026-11-19T10:30'],
    ['between 20 dec and 5 jan', '2025-12-20T00:00 2026-01-06T00:00'],
    ['from 1 nov to 15 nov 2025', '2025-11-01T00:00 2025-11-16T00:00'],
    ['1 to 15 nov', '2026-11-01T00:00 2026-11-16T00:00'],
    ['2026-01-01..2026-02-01', '2026-01-01T00:00 2026-02-02T00:00'],
    ['2026-01 .. 2026-03', '2026-01-01T00:00 2026-04-01T00:00'],
    ['2026-11-01T00:00..2026-11-05T12:30', '2026-11-01T00:00 2026-11-05T12:30'],
    ['last 7 days', '2026-11-12T00:00 2026-11-19T00:00'],
    ['last 2 weeks', '2026-11-02T00:00 2026-11-16T00:00'],
    ['last-3-months', '2026-08-01T00:00 2026-11-01T00:00'],
    ['past 7d', '2026-11-12T10:30 2026-11-19T10:30'],
    ['past 90 minutes', '2026-11-19T09:00 2026-11-19T10:30'],
    ['past week', '2026-11-12T10:30 2026-11-19T10:30'],
    ['last 24 hours', '2026-11-18T10:30 2026-11-19T10:30'],
    ['last ۷ days', '2026-11-12T00:00 2026-11-19T00:00'],
  ])('%s', (text, expected) => {
    expect(span(text)).toBe(expected);
  });

  test('and a question without one means today so far', () => {
    expect(question('csat')).toMatchObject({
      isPeriodGiven: false,
      period: { label: 'today', isRunning: true, to: thursday.now },
    });
  });

  test('and weeks begin on the day the workspace says, whatever they are called', () => {
    const sundays = { ...thursday, weekStart: 'sunday' } as const;
    expect(['last week', 'w46', '2026-w46'].map((text) => span(text, sundays))).toEqual([
      '2026-11-08T00:00 2026-11-15T00:00',
      '2026-11-08T00:00 2026-11-15T00:00',
      '2026-11-08T00:00 2026-11-15T00:00',
    ]);
  });

  test('and past 7d is 168 hours, also where the clocks change', () => {
    const { period } = question('csat past 7d', { ...thursday, now: Date.parse('2026-10-28T10:00:00Z') / 1000 });
    expect(period.to - period.from).toBe(168 * 3600);
  });
});

describe('a period cannot be', () => {
  test.each([
    ['tomorrow', 'no-data-yet'],
    ['next week', 'no-data-yet'],
    ['2027', 'no-data-yet'],
    ['2026-11-20', 'no-data-yet'],
    ['2026-12-01..2026-12-31', 'no-data-yet'],
    ['since tomorrow', 'no-data-yet'],
    ['next 2h', 'no-data-yet'],
    ['2026-02-30', 'bad-period'],
    ['2025-w53', 'bad-period'],
    ['w60', 'bad-period'],
    ['q5', 'bad-period'],
    ['31 jun', 'bad-period'],
    ['13/13', 'bad-period'],
    ['1066-10-14', 'bad-period'],
    ['last 0 days', 'bad-period'],
    ['past 0d', 'bad-period'],
    ['last 900 years', 'bad-period'],
  ])('%s: %s', (text, code) => {
    expect(failure(`csat ${text}`)).toMatchObject({ code });
  });

  test('one that ends before it begins; the other way round is offered', () => {
    expect(failure('csat 2026-02-01..2026-01-01')).toMatchObject({
      code: 'bad-period',
      suggestions: ['csat 2026-01-01..2026-02-01', 'csat', 'help'],
    });
  });

  test.each([
    ['03/04', 'csat 2026-04-03', 'csat 2026-03-04'],
    ['since 03/04', 'csat since 2026-04-03', 'csat since 2026-03-04'],
    ['between 03/04 and 2026-05-01', 'csat 2026-04-03..2026-05-01', 'csat 2026-03-04..2026-05-01'],
    ['last week vs 03/04/2025', 'csat last week vs 2025-04-03', 'csat last week vs 2025-03-04'],
  ])('two dates at once: %s is asked about, with the rest kept', (text, ...commands) => {
    expect(ask(`csat ${text}`).choices.map(({ command }) => command)).toEqual(commands);
  });
});

describe('vs', () => {
  function comparison(text: string): string | undefined {
    const { comparison } = question(`csat ${text}`);
    return comparison && dates(comparison).replaceAll(/:00[+-]\d\d:\d\d/g, '');
  }

  test.each([
    ['last week vs last year', '2025-11-10T00:00 2025-11-17T00:00'],
    ['this week vs last week', '2026-11-09T00:00 2026-11-12T10:30'],
    ['today vs yesterday', '2026-11-18T00:00 2026-11-18T10:30'],
    ['today vs last week', '2026-11-12T00:00 2026-11-12T10:30'],
    ['mtd vs last year', '2025-11-01T00:00 2025-11-19T10:30'],
    ['oct vs last quarter', '2026-07-01T00:00 2026-08-01T00:00'],
    ['last week vs last month', '2026-10-01T00:00 2026-11-01T00:00'],
    ['last week compared with w40', '2026-09-28T00:00 2026-10-05T00:00'],
  ])('%s', (text, expected) => {
    expect(comparison(text)).toBe(expected);
  });

  test.each(['vs previous', 'versus the period before'])('“%s” is what one gets anyway', (text) => {
    expect(question(`csat last week ${text}`).comparison).toBeUndefined();
  });
});
