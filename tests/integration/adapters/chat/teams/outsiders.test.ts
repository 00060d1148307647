import { expect, test } from 'vitest';
import { answerCard, startTeamsBot } from '../../../../fakes/teams/bot.ts';
import { ana, ben, chatWith, startTeams, stranger, support } from '../../../../fakes/teams/server.ts';

const polite = expect.stringMatching(/only answer people of the organisation/);

test.each(['message', 'button'])(
  'somebody of another tenant in a shared channel gets one line and no data (%s)',
  async (way) => {
    await using teams = await startTeams();
    await using bot = await startTeamsBot(teams);
    if (way === 'message') await teams.say('csat', { by: stranger, in: support });
    else await teams.press('csat', { by: stranger, in: support });
    expect(await teams.arrived(support)).toMatchObject([{ text: polite }]);
    expect(bot.asked).toEqual([]);
    expect(JSON.stringify([...bot.kept])).not.toContain(stranger.aadObjectId);
  },
);

test('the line goes to their personal chat where there is one', async () => {
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams);
  teams.admit(chatWith(stranger));
  await teams.say('csat', { by: stranger, in: support });
  expect(await teams.arrived(chatWith(stranger))).toMatchObject([{ text: polite }]);
  await bot[Symbol.asyncDispose]();
  expect(teams.count(support)).toBe(0);
});

test('they are answered once their tenant is allowed', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams, { settings: { tenants: [stranger.tenantId] } });
  await teams.say('csat', { by: stranger, in: support });
  expect(await teams.arrived(support)).toMatchObject([{ summary: answerCard.summary }]);
  expect(bot.asked).toHaveLength(1);
});

test('a tenant is heard once it is allowed, and nobody is while none is named', async () => {
  await using teams = await startTeams();
  const elsewhere = { activity: { channelData: { tenant: { id: 'another' } } } };
  {
    await using bot = await startTeamsBot(teams, { settings: { tenantId: undefined } });
    expect(await teams.say('csat')).toBe(403);
    expect(await bot.chat.check()).toMatchObject([{ isOk: true }, { name: 'tenant', isOk: false }]);
  }
  await using bot = await startTeamsBot(teams, { settings: { tenants: ['another'] } });
  expect(await teams.say('csat', elsewhere)).toBe(200);
  await teams.arrived(chatWith(ana));
  expect(bot.asked).toHaveLength(1);
  expect(await bot.chat.check()).toHaveLength(1);
});

test('somebody kept by an older version is looked up again before they are answered', async () => {
  const kept = new Map<string, unknown>();
  await using teams = await startTeams();
  const { aadObjectId, id } = stranger;
  kept.set(`teams/contact/${teams.tenant}/${aadObjectId}`, {
    id,
    tenant: teams.tenant,
    aadObjectId,
    email: 'eve@evil.example',
  });
  await using bot = await startTeamsBot(teams, { kept });
  await teams.say('csat', { by: stranger, in: support });
  expect(await teams.arrived(support)).toMatchObject([{ text: polite }]);
  expect(bot.asked).toEqual([]);
});

test.each([
  ['only ours are in it', {}, {}, false],
  ['others are in it', { isShared: true }, {}, true],
  ['those others are allowed', { isShared: true }, { tenants: [stranger.tenantId] }, false],
] as const)('a channel has outsiders or not: %s', async (_, more, settings, expected) => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams, { settings });
  await teams.say('csat', { in: { ...support, ...more } });
  await teams.arrived(support);
  expect(await bot.asked[0]?.hasOutsiders?.()).toBe(expected);
  expect(await bot.chat.hasOutsiders?.({ platform: 'teams', conversation: support.id })).toBe(expected);
  expect(teams.requests.filter((request) => request.includes('/pagedmembers')).length).toBeLessThanOrEqual(3);
});

test('a channel of which Teams does not tell is taken for one with outsiders', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  await teams.say('csat', { in: support });
  await teams.arrived(support);
  teams.failNext('/pagedmembers', { status: 500 });
  expect(await bot.asked[0]?.hasOutsiders?.()).toBe(true);
});

test('a message that names too many people is refused before anybody is looked up', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const entities = Array.from({ length: 2800 }, (_, n) => ({
    type: 'mention',
    text: `<at>p${n}</at>`,
    mentioned: { id: `29:p${n}`, name: `p${n}` },
  }));
  await teams.say(`csat ${entities.map(({ text }) => text).join(' ')}`, { activity: { entities } });
  expect(await teams.arrived(chatWith(ana))).toMatchObject([{ text: expect.stringContaining('10 people at most') }]);
  expect(teams.requests.filter((request) => request.includes('/members/'))).toEqual([]);
  expect(bot.asked).toEqual([]);
});

test.each([700, 900_000])('of a text of %i characters only the asker is looked up', async (length) => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const entities = [{ type: 'mention', text: '<at>Ben Oak</at>', mentioned: { id: ben.id, name: ben.name } }];
  await teams.say(`<at>Ben Oak</at> ${'<at>'.repeat(length / 4)}`, { activity: { entities } });
  await teams.arrived(chatWith(ana));
  expect(bot.asked[0]?.text.length).toBeGreaterThan(500);
  expect(teams.requests.filter((request) => request.includes('/members/'))).toHaveLength(1);
});

test('who was mentioned is remembered for a while, and a failed look-up is tried again, not taken for nobody', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const entities = [{ type: 'mention', text: '<at>Ben Oak</at>', mentioned: { id: ben.id, name: ben.name } }];
  const ask = () => teams.say('csat <at>Ben Oak</at>', { activity: { entities } });
  await teams.say('csat');
  await teams.arrived(chatWith(ana));
  teams.failNext('/members/', { status: 429 });
  await ask();
  expect((await teams.arrived(chatWith(ana), 2)).at(-1)?.text).toContain('try again');
  await ask();
  await teams.arrived(chatWith(ana), 3);
  await ask();
  await teams.arrived(chatWith(ana), 4);
  expect(bot.asked.map(({ text }) => text)).toEqual(['csat', 'csat @ben.oak@example.com', 'csat @ben.oak@example.com']);
  expect(teams.requests.filter((request) => request.includes(`/members/${ben.id}`))).toHaveLength(2);
});
