import { expect, test } from 'vitest';
import { UpstreamError } from '../../../../../src/errors.ts';
import { answerCard, startTeamsBot, type TeamsBot } from '../../../../fakes/teams/bot.ts';
import type { Fault } from '../../../../fakes/teams/faults.ts';
import { startTeams, support, type FakeTeams } from '../../../../fakes/teams/server.ts';

const channel = { platform: 'teams', conversation: support.id };

async function failure(sending: Promise<string>): Promise<UpstreamError> {
  const error: unknown = await sending.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (error instanceof UpstreamError) return error;
  throw new Error('no UpstreamError', { cause: error });
}

function posts({ requests }: FakeTeams): number {
  return requests.filter((request) => request.endsWith('/activities')).length;
}

/** A bot that knows the channel. */
async function startInstalled(teams: FakeTeams): Promise<TeamsBot> {
  const bot = await startTeamsBot(teams);
  await teams.say('csat', { in: support });
  await teams.arrived(support);
  return bot;
}

test('a card sent to a channel arrives there, in its thread if one is named', async () => {
  await using teams = await startTeams();
  await using bot = await startInstalled(teams);
  const id = await bot.chat.send(channel, answerCard, 'key');
  await bot.chat.send({ ...channel, thread: '1700' }, answerCard, 'key');
  const [, first, second] = await teams.arrived(support, 3);
  expect(first).toMatchObject({ id, thread: undefined, summary: answerCard.summary });
  expect(second?.thread).toBe('1700');
});

test('a conversation never met is not found, and the error says what to do', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const error = await failure(bot.chat.send(channel, answerCard, 'key'));
  expect(error.reason).toBe('not-found');
  expect(error.message).toMatch(/add the app to it/);
  expect(posts(teams)).toBe(0);
});

const cases: readonly (readonly [string, Fault, Partial<UpstreamError>])[] = [
  ['401', { status: 401 }, { reason: 'unauthorized' }],
  ['403', { status: 403 }, { reason: 'forbidden' }],
  ['404', { status: 404 }, { reason: 'not-found' }],
  ['400', { status: 400 }, { reason: 'rejected' }],
  ['412', { status: 412 }, { reason: 'rejected' }],
  ['413', { status: 413 }, { reason: 'rejected' }],
  ['a redirect', { status: 302, headers: { location: 'https://evil.example/' } }, { reason: 'rejected' }],
  ['429', { status: 429 }, { reason: 'rate-limited', retryAfter: undefined }],
  ['429 with seconds', { status: 429, headers: { 'retry-after': '17' } }, { reason: 'rate-limited', retryAfter: 17 }],
  [
    '429 with a date long past',
    { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } },
    { reason: 'rate-limited', retryAfter: 0 },
  ],
  [
    '429 with nonsense',
    { status: 429, headers: { 'retry-after': 'soon' } },
    { reason: 'rate-limited', retryAfter: undefined },
  ],
  ['408', { status: 408 }, { reason: 'unavailable' }],
  ['500', { status: 500 }, { reason: 'unavailable' }],
  ['503', { status: 503 }, { reason: 'unavailable' }],
  ['a reset', 'reset', { reason: 'unavailable' }],
  ['a reply that is lost', 'lost reply', { reason: 'unavailable' }],
  ['a garbled reply', 'garbled', { reason: 'unavailable' }],
  ['silence', 'silence', { reason: 'unavailable' }],
];

test.for(cases)('posting once, %s is reported as what it is', async ([, fault, expected]) => {
  await using teams = await startTeams();
  await using bot = await startInstalled(teams);
  teams.failNext('/activities', fault);
  expect(await failure(bot.chat.send(channel, answerCard, 'key'))).toMatchObject(expected);
  expect(posts(teams)).toBe(2);
});

test('a Teams that is not there is unreachable', async () => {
  const gone = await startTeams();
  await gone[Symbol.asyncDispose]();
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams);
  const added = { type: 'installationUpdate', action: 'add', serviceUrl: gone.serviceUrl };
  await teams.deliver(teams.activity(added, { in: support }), { claims: { serviceurl: gone.serviceUrl } });
  await bot[Symbol.asyncDispose]();
  expect((await failure(bot.chat.send(channel, answerCard, 'key'))).reason).toBe('unreachable');
});

test('a token that is no longer accepted is replaced by the next attempt', async () => {
  await using teams = await startTeams();
  await using bot = await startInstalled(teams);
  teams.revokeTokens();
  expect((await failure(bot.chat.send(channel, answerCard, 'key'))).reason).toBe('unauthorized');
  await bot.chat.send(channel, answerCard, 'key');
  expect(await teams.arrived(support, 2)).toHaveLength(2);
});

test('a token is asked for once and used again', async () => {
  await using teams = await startTeams();
  await using bot = await startInstalled(teams);
  await Promise.all([bot.chat.send(channel, answerCard, 'a'), bot.chat.send(channel, answerCard, 'b')]);
  expect(teams.requests.filter((request) => request.includes('/token'))).toHaveLength(1);
});

const loginCases: readonly (readonly [string, Fault, UpstreamError['reason']])[] = [
  ['a refusal', { status: 400 }, 'unauthorized'],
  ['too many requests', { status: 429 }, 'rate-limited'],
  ['a 500', { status: 500 }, 'unreachable'],
  ['a reset', 'reset', 'unreachable'],
  ['something unreadable', 'garbled', 'unreachable'],
];

test.for(loginCases)('%s of the login leaves no doubt that nothing was posted', async ([, fault, reason]) => {
  await using teams = await startTeams();
  await using bot = await startInstalled(teams);
  teams.revokeTokens();
  await failure(bot.chat.send(channel, answerCard, 'key'));
  teams.failNext('/token', fault);
  expect((await failure(bot.chat.send(channel, answerCard, 'key'))).reason).toBe(reason);
  expect(await teams.arrived(support)).toHaveLength(1);
});

test('a wrong password is unauthorized, and the error names the settings', async () => {
  const kept = new Map<string, unknown>();
  await using teams = await startTeams();
  await using _bot = await startTeamsBot(teams, { kept });
  await teams.say('csat', { in: support });
  await teams.arrived(support);
  await using other = await startTeamsBot(teams, { kept, settings: { appPassword: 'wrong' } });
  const error = await failure(other.chat.send(channel, answerCard, 'key'));
  expect(error).toMatchObject({ reason: 'unauthorized', message: expect.stringContaining('MicrosoftAppPassword') });
  expect(error.message).not.toContain('wrong');
});

test.for(['BotNotInConversationRoster', 'ConversationBlockedByUser'])(
  'after a 403 %s nothing is posted until the app is added again',
  async (code) => {
    await using teams = await startTeams();
    const bot = await startInstalled(teams);
    teams.failNext('/activities', { status: 403, code });
    expect((await failure(bot.chat.send(channel, answerCard, 'key'))).reason).toBe('forbidden');

    const before = posts(teams);
    expect((await failure(bot.chat.send(channel, answerCard, 'key'))).message).toMatch(/add the app to it again/);
    expect(posts(teams)).toBe(before);

    await teams.installed(support);
    await bot[Symbol.asyncDispose]();
    await bot.chat.send(channel, answerCard, 'key');
    expect(posts(teams)).toBe(before + 1);
  },
);
