import { describe, expect, test } from 'vitest';
import { failure, question, read } from '../../helpers/readings.ts';

function filters(text: string): unknown {
  return question(`csat ${text}`).filters.map(({ key, values, isNegated }) => [
    `${isNegated ? '!' : ''}${key}`,
    ...values,
  ]);
}

describe('a filter', () => {
  test.each([
    ['team:billing', [['team', 'billing']]],
    ['team:"tier 2"', [['team', 'tier 2']]],
    ['team:“tier 2”', [['team', 'tier 2']]],
    ['team："tier 2"', [['team', 'tier 2']]],
    [String.raw`team:"the \"A\" team"`, [['team', 'the "A" team']]],
    ['team:"Ⅱ’s"', [['team', 'Ⅱ’s']]],
    ['priority:urgent,high', [['priority', 'urgent', 'high']]],
    ['priority:urgent, high', [['priority', 'urgent', 'high']]],
    ['priority:urgent priority:high', [['priority', 'urgent', 'high']]],
    ['!tag:spam', [['!tag', 'spam']]],
    [
      'tag:vip !tag:spam',
      [
        ['tag', 'vip'],
        ['!tag', 'spam'],
      ],
    ],
    ['group:billing', [['team', 'billing']]],
    ['desk:zendesk', [['desk', 'zendesk']]],
    ['agent:@ana', [['agent', 'ana']]],
    ['@ana@example.com', [['agent', 'ana@example.com']]],
    ['@"Ana Ray" @bob', [['agent', 'Ana Ray', 'bob']]],
    ['<@U12AB>', [['agent', 'U12AB']]],
    ['organization:R&amp;D', [['organization', 'R&D']]],
    ["team:O'Brien", [['team', "O'Brien"]]],
  ])('%s', (text, expected) => {
    expect(filters(text)).toEqual(expected);
  });

  test('by an unknown key is refused with the keys there are', () => {
    const { code, message, suggestions } = failure('csat mood:good last week');
    expect(code).toBe('unknown-dimension');
    expect(message).toContain('“mood:good”; there are team, agent, channel');
    expect(suggestions).toEqual(['csat last week', 'help']);
  });

  test.each([
    ['csat team: billing', 'csat team:billing'],
    ['csat team:"tier 2', 'csat'],
    ['csat team:""', 'csat'],
    ['csat team:', 'csat'],
  ])('“%s” is never dropped in silence', (text, suggestion) => {
    const { code, suggestions } = failure(text);
    expect(code).toBe('not-understood');
    expect(suggestions[0]).toBe(suggestion);
  });
});

describe('a split', () => {
  test.each([
    ['by team', ['team']],
    ['by team channel', ['team', 'channel']],
    ['by team, channel', ['team', 'channel']],
    ['by team and channel', ['team', 'channel']],
    ['by team by channel', ['team', 'channel']],
    ['by teams by team', ['team']],
    ['per-weekday', ['weekday']],
  ])('%s', (text, by) => {
    expect(question(`csat ${text} last week`).by).toEqual(by);
  });

  test('by three dimensions is refused, and by the first two offered', () => {
    expect(failure('csat by team channel type yesterday')).toMatchObject({
      code: 'too-many-dimensions',
      suggestions: ['csat yesterday by team channel', 'help'],
    });
  });

  test('by something unknown is refused with the dimensions there are', () => {
    const { code, message } = failure('csat by mood');
    expect(code).toBe('unknown-dimension');
    expect(message).toContain('“by mood”; there are team, agent');
  });

  test('that forgot its “by” is offered with it', () => {
    expect(failure('csat team last week').suggestions).toEqual(['csat last week by team', 'csat last week', 'help']);
  });
});

test.each([
  ['median', { statistic: 'median' }],
  ['p90', { statistic: 'p90' }],
  ['public', { audience: 'public' }],
  ['private', { audience: 'private' }],
  ['top 5', { limit: 5 }],
])('%s goes with a question', (text, expected) => {
  expect(question(`frt ${text}`)).toMatchObject(expected);
});

test('the mean is what one gets anyway', () => {
  expect(question('average frt')).toEqual(question('frt'));
});

test.each(['over 3d', 'older than 3 days', 'over 72h'])('backlog %s asks for what is older than three days', (text) => {
  expect(question(`backlog ${text}`).minAgeSeconds).toBe(259_200);
});

test('business hours are asked for as a filter is, calendar ones are what one gets anyway', () => {
  expect(question('frt hours:business last week')).toMatchObject({ metric: 'frt', hours: 'business', filters: [] });
  expect(question('frt hours:calendar')).toEqual(question('frt'));
  expect(question('frt hours:9').filters).toEqual([{ key: 'hour', values: ['9'], isNegated: false }]);
});

test('business hours go with no metric that has none, and not with calendar ones', () => {
  expect(failure('csat hours:business')).toMatchObject({ code: 'not-understood', suggestions: ['csat', 'help'] });
  expect(read('frt hours:business hours:calendar')).toMatchObject({ kind: 'ask' });
});

test('an age goes with no metric that has none', () => {
  expect(failure('csat over 3d')).toMatchObject({ code: 'not-understood', suggestions: ['csat', 'help'] });
});

test('a zone is known by any capitals, and an unknown one refused', () => {
  expect(question('csat tz:america/new_york').timezone).toBe('America/New_York');
  expect(failure('csat tz:Atlantis').code).toBe('unknown-timezone');
  expect(failure('csat tz:UTC tz:Asia/Tokyo').code).toBe('unknown-timezone');
});

test.each(['csat as chart', 'scorecard', 'goal set csat >= 90', 'why frt last week'])(
  '“%s” is said not to be available yet',
  (text) => {
    expect(read(text)).toMatchObject({ kind: 'failure', code: 'not-available' });
  },
);
