import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { previousPeriod, type Clock } from '../../../src/calendar/period.ts';
import { weekdays } from '../../../src/calendar/wall.ts';
import { parse } from '../../../src/commands/parse.ts';
import { commands } from '../../../src/commands/index.ts';
import type { CommandReading, Reading } from '../../../src/commands/reading.ts';
import { toText } from '../../../src/commands/to-text.ts';
import { question, read } from '../../helpers/readings.ts';
import { thursday, vocabulary } from '../../helpers/vocabulary.ts';

const clocks: fc.Arbitrary<Clock> = fc.record({
  now: fc.integer({ min: 1_640_000_000, max: 2_000_000_000 }),
  timezone: fc.constantFrom(
    'Europe/Athens',
    'America/New_York',
    'Australia/Lord_Howe',
    'Antarctica/Troll',
    'America/Santiago',
    'Asia/Kathmandu',
  ),
  weekStart: fc.constantFrom(...weekdays),
});
const periods = [
  '',
  'today, yesterday, this week, last-week, mtd, qtd, ytd, last year, monday, w46, q3, oct, 29 feb, 2020, 2019-10'.split(
    ', ',
  ),
  '2020-w53, 2021-q3, on 2018-10-28, since monday, between 1 and 15 nov, 20 dec to 5 jan'.split(', '),
  '2018-01-01..2018-02-01, 2018-01-01T06:30..2018-02-01T18:45'.split(', '),
  'last 7 days, past 7d, last 3 months, past 90min'.split(', '),
].flat();
const values = fc
  .string({ unit: 'binary', maxLength: 8 })
  .filter((value) => value.trim() !== '' && !/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u.test(value));
const sentences = fc.record({
  subject: fc.constantFrom(...vocabulary.metrics.map(({ id }) => id), ...vocabulary.metrics.map(({ title }) => title)),
  period: fc.constantFrom(...periods),
  by: fc.constantFrom('', 'by team', 'by agent, channel'),
  scope: fc.constantFrom('', 'team:"tier 2"', '!tag:a,b priority:high', '@ana', 'organization:"a \\"b\\" c"'),
  versus: fc.constantFrom('', 'vs last year', 'vs last week', 'vs yesterday', 'vs previous', 'vs 2017-10'),
  rest: fc.constantFrom('', 'median', 'p90 public', 'top 5', 'private', 'tz:Asia/Tokyo'),
});

function isSaid(reading: Reading): reading is CommandReading {
  return reading.kind === 'command';
}

test('any text at all is read as something, and every suggestion is a command', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(
        fc.constantFrom(
          'csat',
          'ftr',
          'last',
          'wek',
          'constructor',
          'by',
          'vs',
          '..',
          '"',
          ':',
          '@',
          '03/04',
          'and',
          'top',
          '7',
          'd',
          'next',
          '周',
          '-',
        ),
        { maxLength: 12 },
      )
      .map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(texts, clocks, (text, clock) => {
      const reading = parse(text, vocabulary, clock);
      if (reading.kind !== 'failure') return;
      expect(reading.message).not.toBe('');
      for (const suggestion of reading.suggestions) expect(isSaid(parse(suggestion, vocabulary, clock))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a question written out as a command is read as the same question', () => {
  fc.assert(
    fc.property(sentences, clocks, (sentence, clock) => {
      const first = parse(Object.values(sentence).join(' '), vocabulary, clock);
      if (!isSaid(first)) throw new Error(`${Object.values(sentence).join(' ')} was read as ${JSON.stringify(first)}`);
      expect(parse(toText(first, commands), vocabulary, clock)).toEqual(first);
    }),
    { numRuns: 300 },
  );
});

test.each([
  '',
  'help',
  'help csat',
  'list metrics',
  'explain frt',
  'explain churn-risk',
  'top',
  'top 5 last week @ana public',
  'risk top 3 team:a',
  'sla next 90m !tag:x tz:UTC',
])('so is the command “%s”', (text) => {
  const reading = read(text);
  expect(isSaid(reading) && read(toText(reading, commands))).toEqual(reading);
});

test('a filter keeps its value, whatever somebody called their team', () => {
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 3 }), (values) => {
      const filter = { key: 'team', values: [...new Set(values)], isNegated: false };
      const text = toText({ ...question('csat'), filters: [filter] } as CommandReading, commands);
      expect(question(text).filters).toEqual([filter]);
    }),
    { numRuns: 300 },
  );
});

test('the period before has a name that is read as that period', () => {
  fc.assert(
    fc.property(fc.constantFrom(...periods), fc.constantFrom(...weekdays), (text, weekStart) => {
      const clock = { ...thursday, weekStart };
      const { from, to, label } = previousPeriod(question(`csat ${text}`, clock).period);
      const { period } = question(`csat ${label}`, clock);
      expect({ from: period.from, to: period.to }).toEqual({ from, to });
    }),
  );
});
