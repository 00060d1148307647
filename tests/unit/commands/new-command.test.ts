import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Period } from '../../../src/calendar/period.ts';
import { answer, type Answered } from '../../../src/commands/answer.ts';
import { defineCommand, type Tools } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/index.ts';
import { parse } from '../../../src/commands/parse.ts';
import type { CommandReading, Filter } from '../../../src/commands/reading.ts';
import { argumentsToText, toText } from '../../../src/commands/to-text.ts';
import { vocabularyOf } from '../../../src/commands/vocabulary.ts';
import { thursday } from '../../helpers/vocabulary.ts';

interface ReviewReading extends CommandReading {
  readonly period: Period;
  readonly isPeriodGiven: boolean;
  readonly filters: readonly Filter[];
  readonly limit?: number | undefined;
}

/** All that there is of a new command. */
const review = defineCommand<ReviewReading>({
  name: 'weekly-review',
  usage: 'review [period] [filters]',
  summary: 'What happened, in three lines',
  role: 'lead',
  words: ['review', 'weekly review', 'επισκόπηση'],
  takes: ['period', 'filter', 'limit', 'audience'],
  read: ({ period, isPeriodGiven, filters, limit }) => ({ period, isPeriodGiven, filters, limit }),
  toText: (reading) => ['review', ...argumentsToText(reading)],
  run: async ({ period, filters }, { asker, timezone }) => ({
    card: { summary: `Review of ${period.label}`, blocks: [] },
    data: { command: 'weekly-review', period: period.label, filters, timezone, role: asker.role },
  }),
});

const all = [...commands, review];
const vocabulary = vocabularyOf(all);
const tools: Tools = {
  store: { query: () => Promise.resolve([]) },
  people: [{ email: 'lee@example.com', role: 'lead' }],
  individuals: 'on',
  allowed: [],
  goals: {},
  timezone: thursday.timezone,
  weekStart: 'monday',
  now: () => thursday.now,
  log: pino({ level: 'silent' }),
};

async function ask(text: string, email?: string): Promise<Answered> {
  const from = email === undefined ? { id: 'owner', isOwner: true } : { id: email, email };
  const place = { platform: 'slack', conversation: 'C1' };
  return await answer({ id: '1', place, isDirect: false, from, text }, tools, { commands: all });
}

test.each([
  ['review', { isPeriodGiven: false, filters: [] }],
  ['last week review', { isPeriodGiven: true, period: { label: 'last week' } }],
  ['weekly-review team:billing mtd public', { audience: 'public', filters: [{ key: 'team', values: ['billing'] }] }],
  ['reveiw last-week', { corrections: [{ from: 'reveiw', to: 'review' }], period: { label: 'last week' } }],
  ['επισκόπηση !tag:spam top 3 tz:UTC', { limit: 3, timezone: 'UTC', filters: [{ key: 'tag', isNegated: true }] }],
])('a new command is read from its own words: %s', (text, expected) => {
  const reading = parse(text, vocabulary, thursday);
  expect(reading).toMatchObject({ kind: 'command', name: 'weekly-review', ...expected });
  if (reading.kind !== 'command') throw new Error(JSON.stringify(reading));
  expect(parse(toText(reading, all), vocabulary, thursday)).toEqual({ ...reading, corrections: [] });
});

test('a new command takes what it says, and nothing else', () => {
  expect(parse('review by team', vocabulary, thursday)).toMatchObject({
    code: 'not-understood',
    message: '“weekly-review” does not go with “by team”.',
    suggestions: ['review', 'help'],
  });
  expect(parse('review csat', vocabulary, thursday)).toMatchObject({ code: 'not-understood' });
});

test('a new command is run with what was asked, where it was asked', async () => {
  expect(await ask('review last-week team:billing public tz:UTC')).toMatchObject({
    status: 'answered',
    isPublic: true,
    card: { summary: 'Review of last week' },
    data: { period: 'last week', timezone: 'UTC', role: 'admin', filters: [{ key: 'team', values: ['billing'] }] },
  });
});

test('a new command is refused to those below its role', async () => {
  expect((await ask('review', 'lee@example.com')).status).toBe('answered');
  expect(await ask('review public', 'guest@example.com')).toMatchObject({
    status: 'not-understood',
    isPublic: false,
    data: { error: { code: 'not-allowed', message: '“weekly-review” is for leads and above.' } },
  });
});

test('help lists a new command last, and tells of it by its name', async () => {
  const { data } = await ask('help');
  const { usage, summary } = review;
  expect(data).toMatchObject({
    usages: [...commands.map(({ name }) => ({ name })), { name: 'weekly-review', usage, summary }],
  });
  for (const text of ['help weekly-review', 'help weekly review', 'hepl weekly-review']) {
    expect(await ask(text), text).toMatchObject({
      card: { summary: `${usage}: ${summary}` },
      data: { command: 'help', topic: 'weekly-review', usages: [{ name: 'weekly-review' }] },
    });
  }
});

test('a command is told of by its name, every one', async () => {
  for (const { name } of all) expect((await ask(`help ${name}`)).status, name).toBe('answered');
});
