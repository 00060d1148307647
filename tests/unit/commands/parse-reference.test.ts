import { describe, expect, test } from 'vitest';
import { dayEnds } from '../../../src/calendar/buckets.ts';
import { previousPeriod } from '../../../src/calendar/period.ts';
import { toIso } from '../../../src/calendar/zone.ts';
import { ask, dates, question, read } from '../../helpers/readings.ts';
import { thursday } from '../../helpers/vocabulary.ts';

const lastWeek = '2026-11-09T00:00:00+02:00 2026-11-16T00:00:00+02:00';
const yesterday = '2026-11-18T00:00:00+02:00 2026-11-19T00:00:00+02:00';

describe('the reference readings, on Thursday 2026-11-19 at 10:30 in Athens', () => {
  test.each([
    ['csat last-week', 'csat', lastWeek],
    ['last week csat', 'csat', lastWeek],
    ['csat lastweek', 'csat', lastWeek],
    ['frt today', 'frt', '2026-11-19T00:00:00+02:00 2026-11-19T10:30:00+02:00'],
    ['volume mtd', 'tickets', '2026-11-01T00:00:00+02:00 2026-11-19T10:30:00+02:00'],
    ['resolution last 7 days', 'resolution-time', '2026-11-12T00:00:00+02:00 2026-11-19T00:00:00+02:00'],
    ['resolution past 7d', 'resolution-time', '2026-11-12T10:30:00+02:00 2026-11-19T10:30:00+02:00'],
    ['frt by channel last quarter', 'frt', '2026-07-01T00:00:00+03:00 2026-10-01T00:00:00+03:00'],
    ['backlog last-week', 'backlog', lastWeek],
    ['volume on 2026-10-25', 'tickets', '2026-10-25T00:00:00+03:00 2026-10-26T00:00:00+02:00'],
    ['nps last quarter', 'nps', '2026-07-01T00:00:00+03:00 2026-10-01T00:00:00+03:00'],
    ['ικανοποίηση προηγούμενη εβδομάδα', 'csat', lastWeek],
    ['време за първи отговор вчера', 'frt', yesterday],
    ['首次回复时间 上周', 'frt', lastWeek],
    ['رضایت هفته گذشته', 'csat', lastWeek],
  ])('%s', (text, metric, expected) => {
    const reading = question(text);
    expect(reading).toMatchObject({ metric, isPeriodGiven: true, filters: [], corrections: [] });
    expect(dates(reading.period)).toBe(expected);
  });

  test.each([
    ['cast last-week', [{ from: 'cast', to: 'csat' }]],
    [
      'casat lst wek',
      [
        { from: 'casat', to: 'csat' },
        { from: 'lst', to: 'last' },
        { from: 'wek', to: 'week' },
      ],
    ],
  ])('%s is corrected, and the correction told', (text, corrections) => {
    const reading = question(text);
    expect(reading).toMatchObject({ metric: 'csat', corrections });
    expect(dates(reading.period)).toBe(lastWeek);
  });

  test('ftr yesterday is asked about: frt, fcr or ttr', () => {
    expect(ask('ftr yesterday').choices).toEqual([
      { label: 'frt', command: 'frt yesterday' },
      { label: 'ttr', command: 'resolution-time yesterday' },
      { label: 'fcr', command: 'fcr yesterday' },
    ]);
  });

  test('frt today is compared with Wednesday until 10:30', () => {
    expect(dates(previousPeriod(question('frt today').period))).toBe(
      '2026-11-18T00:00:00+02:00 2026-11-18T10:30:00+02:00',
    );
  });

  test('volume mtd is compared with October until the 19th at 10:30', () => {
    expect(dates(previousPeriod(question('volume mtd').period))).toBe(
      '2026-10-01T00:00:00+03:00 2026-10-19T10:30:00+03:00',
    );
  });

  test('frt by channel last quarter splits by channel', () => {
    expect(question('frt by channel last quarter').by).toEqual(['channel']);
  });

  test('backlog over 3d by team is as of now, older than three days', () => {
    const reading = question('backlog over 3d by team');
    expect(reading).toMatchObject({ minAgeSeconds: 259_200, by: ['team'], isPeriodGiven: false });
    expect(reading.period.to).toBe(thursday.now);
  });

  test('backlog last-week has the end of each of its seven days', () => {
    const ends = dayEnds(question('backlog last-week').period, thursday.now).map((end) => toIso(end, 'Europe/Athens'));
    expect(ends).toHaveLength(7);
    expect(ends.at(-1)).toBe('2026-11-16T00:00:00+02:00');
  });

  test('csat last week vs last year is ISO week 46 against ISO week 46', () => {
    const { comparison } = question('csat last week vs last year');
    expect(comparison && dates(comparison)).toBe('2025-11-10T00:00:00+02:00 2025-11-17T00:00:00+02:00');
  });

  test('frt channel:email priority:urgent,high yesterday is AND across, OR inside', () => {
    expect(question('frt channel:email priority:urgent,high yesterday').filters).toEqual([
      { key: 'channel', values: ['email'], isNegated: false },
      { key: 'priority', values: ['urgent', 'high'], isNegated: false },
    ]);
  });

  test('volume on 2026-10-25 has 25 hours', () => {
    const { period } = question('volume on 2026-10-25');
    expect(period.to - period.from).toBe(25 * 3600);
  });

  test('frt yesterday tz:America/New_York is the yesterday of New York', () => {
    const { period, timezone } = question('frt yesterday tz:America/New_York');
    expect(timezone).toBe('America/New_York');
    expect([period.from, period.to].map((instant) => toIso(instant, 'UTC'))).toEqual([
      '2026-11-18T05:00:00+00:00',
      '2026-11-19T05:00:00+00:00',
    ]);
  });

  test('csat tomorrow has no data yet', () => {
    expect(read('csat tomorrow')).toMatchObject({
      kind: 'failure',
      code: 'no-data-yet',
      suggestions: ['csat today', 'csat last week', 'csat', 'help'],
    });
  });

  test('frt 03/04 is asked about: 3 April or 4 March', () => {
    expect(ask('frt 03/04').choices).toEqual([
      { label: '3 April 2026', command: 'frt 2026-04-03' },
      { label: '4 March 2026', command: 'frt 2026-03-04' },
    ]);
  });

  test('csat @ana last week is filtered by agent', () => {
    expect(question('csat @ana last week').filters).toEqual([{ key: 'agent', values: ['ana'], isNegated: false }]);
  });

  test('drop table gets suggestions, emoji alone gets help, 3,000 letters are refused, and csat csat is csat once', () => {
    expect(read('drop table')).toMatchObject({
      kind: 'failure',
      code: 'unknown-metric',
      suggestions: ['list metrics', 'help'],
    });
    expect(read('😀 🎉')).toEqual({ kind: 'command', name: 'help', corrections: [] });
    expect(read('x'.repeat(3000))).toMatchObject({ kind: 'failure', code: 'too-long' });
    expect(question('csat csat')).toEqual(question('csat'));
  });

  test.each(['subscribe digest weekdays 9am', 'subscribe digest daily 02:30'])(
    '%s is said not to be available yet',
    (text) => {
      expect(read(text)).toMatchObject({ kind: 'failure', code: 'not-available' });
    },
  );
});
