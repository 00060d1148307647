import { describe, expect, test } from 'vitest';
import type { Period } from '../../../src/calendar/period.ts';
import { ask, dates, failure, question, read } from '../../helpers/readings.ts';

describe('a command', () => {
  test.each([
    ['', { name: 'default-card' }],
    ['   ', { name: 'default-card' }],
    ['?', { name: 'help' }],
    ['help', { name: 'help' }],
    ['help ttr', { name: 'help', topic: 'resolution-time' }],
    ['help period', { name: 'help', topic: 'periods' }],
    ['help top', { name: 'help', topic: 'top' }],
    ['list metrics', { name: 'list', what: 'metrics' }],
    ['list dimension', { name: 'list', what: 'dimensions' }],
    ['explain first reply', { name: 'explain', metric: 'frt' }],
    ['explain churn risk', { name: 'explain', metric: 'churn-risk' }],
    ['explain risk', { name: 'explain', metric: 'churn-risk' }],
    ['top', { name: 'top', isPeriodGiven: false }],
    ['last month top', { name: 'top', isPeriodGiven: true }],
    [
      'top 5 team:billing',
      { name: 'top', limit: 5, filters: [{ key: 'team', values: ['billing'], isNegated: false }] },
    ],
    ['status', { name: 'status' }],
    ['risk', { name: 'risk', filters: [] }],
    ['churn-risk top 3', { name: 'risk', limit: 3 }],
    ['sla next 2h', { name: 'sla-outlook', withinSeconds: 7200 }],
    ['sla in the next 30 min team:billing', { name: 'sla-outlook', withinSeconds: 1800 }],
  ])('“%s”', (text, expected) => {
    expect(read(text)).toMatchObject({ kind: 'command', ...expected });
  });

  test('top has a period of its own', () => {
    const reading = read('top last week');
    expect('period' in reading && dates(reading.period as Period)).toBe(
      '2026-11-09T00:00:00+02:00 2026-11-16T00:00:00+02:00',
    );
  });

  test.each(['sla', 'sla last week', 'backlog'])('“%s” is no command but a metric', (text) => {
    expect(question(text).metric).toBe(text.split(' ')[0]);
  });

  test.each([
    ['risk last week', 'risk'],
    ['top by team', 'top'],
    ['explain csat last week', 'explain csat'],
    ['status acme', 'status'],
  ])('“%s” says what does not belong, and what would', (text, suggestion) => {
    expect(failure(text)).toMatchObject({ code: 'not-understood', suggestions: [suggestion, 'help'] });
  });

  test('that wants a topic asks for it', () => {
    expect(ask('list').choices.map(({ command }) => command)).toEqual([
      'list metrics',
      'list periods',
      'list dimensions',
    ]);
    expect(ask('explain').choices[0]).toEqual({ label: 'csat', command: 'explain csat' });
  });
});

describe('a misspelling', () => {
  test.each([
    ['csat yesteday', 'yesterday'],
    ['csat lst 7 dys', 'last days'],
    ['frist reply', 'first'],
    ['satisfation', 'satisfaction'],
    ['csat chanel:email', 'channel'],
    ['csat by taem', 'team'],
    ['hepl', 'help'],
    ['explain cst', 'csat'],
    ['ικανοποίησι', 'ικανοποίηση'],
  ])('%s is corrected', (text, expected) => {
    const reading = read(text);
    expect('corrections' in reading && reading.corrections.map(({ to }) => to).join(' ')).toBe(expected);
  });

  test('of three letters in five, or of two words alike, is not', () => {
    expect(failure('cxyt last week').code).toBe('unknown-metric');
    expect(ask('ftr').message).toBe('“ftr” could be frt, ttr or fcr. Which one?');
  });

  test.each(['aht', 'awt yesterday', 'csat sat'])('“%s” is none: it is spelt right', (text) => {
    const reading = read(text);
    expect('corrections' in reading ? reading.corrections : []).toEqual([]);
  });

  test.each(['subscrbe digest', 'goals set csat', 'puase 3'])(
    'of a command that writes is never corrected: %s',
    (text) => {
      expect(read(text).kind).toBe('failure');
    },
  );

  test('leads to the same refusal as the right spelling', () => {
    expect(failure('csat tomorow')).toEqual(failure('csat tomorrow'));
  });
});

describe('what is not understood', () => {
  test.each([
    ['csat fxyz last week', 'not-understood', ['csat last week', 'help']],
    ['csat constructor 2026', 'not-understood', ['csat 2026', 'help']],
    ['csat past 3 constructor', 'not-understood', ['csat', 'help']],
    ['csat 😀', 'not-understood', ['csat', 'help']],
    ['fxyz last week', 'unknown-metric', ['list metrics', 'help']],
    ['satisfied last week', 'unknown-metric', ['csat last week', 'list metrics', 'help']],
    ['x'.repeat(501), 'too-long', ['help']],
  ])('“%s” is answered with the nearest that would be', (text, code, suggestions) => {
    expect(failure(text)).toMatchObject({ code, suggestions });
  });

  test('five hundred characters are not too many', () => {
    expect(failure('x'.repeat(500)).code).toBe('unknown-metric');
  });

  test.each([
    ['last week', ['csat last week', 'nps last week', 'ces last week', 'frt last week']],
    ['csat and nps today', ['csat today', 'nps today']],
    ['csat today last week', ['csat today', 'csat last week']],
    ['frt median p90', ['frt median', 'frt p90']],
  ])('“%s” is asked about', (text, commands) => {
    expect(ask(text).choices.map(({ command }) => command)).toEqual(commands);
  });

  test.each([
    'what is our csat for last week, please?',
    'show me CSAT last_week',
    '“last week” csat',
    '\u200fcsat last week',
  ])('is not “%s”', (text) => {
    expect(question(text)).toMatchObject({ metric: 'csat', period: { label: 'last week' } });
  });
});

test.each([
  ['首次回复时间上周按团队', 'frt', 'last week'],
  ['csat上周按团队', 'csat', 'last week'],
  ['ΙΚΑΝΟΠΟΙΗΣΗ χθες ανά ομάδα', 'csat', 'yesterday'],
  ['удовлетвореност миналата седмица по екип', 'csat', 'last week'],
  ['رضايت هفته گذشته به تفکیک تیم', 'csat', 'last week'],
])('%s splits by team', (text, metric, label) => {
  expect(question(text)).toMatchObject({ metric, by: ['team'], period: { label }, corrections: [] });
});
