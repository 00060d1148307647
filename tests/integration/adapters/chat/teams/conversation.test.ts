import { expect, test } from 'vitest';
import { answerCard, startTeamsBot } from '../../../../fakes/teams/bot.ts';
import { ana, ben, chatWith, huddle, startTeams, support } from '../../../../fakes/teams/server.ts';

test.for(['csat last-week', 'kpi csat last-week', '/kpi csat last-week', '@kpi csat last-week'])(
  '"%s" in a personal chat is answered there with a card',
  async (text) => {
    await using teams = await startTeams();
    await using bot = await startTeamsBot(teams);
    expect(await teams.say(text)).toBe(200);

    const [message] = await teams.arrived(chatWith(ana));
    expect(message).toMatchObject({
      summary: answerCard.summary,
      attachments: [{ content: { type: 'AdaptiveCard' } }],
    });
    expect(bot.asked).toMatchObject([
      {
        place: { platform: 'teams', conversation: chatWith(ana).id },
        isDirect: true,
        from: { id: ana.aadObjectId, name: 'Ana Ray', email: 'ana@example.com', timezone: 'Europe/Athens' },
        text: 'csat last-week',
      },
    ]);
    expect(teams.unknown).toEqual([]);
  },
);

test('a public answer to a mention in a channel goes to its thread', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  await teams.say('csat', { in: support, thread: '1700' });

  expect(await teams.arrived(support)).toMatchObject([{ thread: '1700', summary: answerCard.summary }]);
  expect(bot.asked).toMatchObject([
    { isDirect: false, place: { conversation: support.id, thread: '1700' }, text: 'csat' },
  ]);
});

test('what is said in a channel without a mention of the bot is not for it', async () => {
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams);
  await teams.deliver(teams.activity({ type: 'message', text: '/kpi csat', entities: [] }, { in: support }));
  await bot[Symbol.asyncDispose]();
  expect(bot.asked).toEqual([]);
});

test('a person mentioned in a question is named by e-mail, one whom Teams does not tell by name', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  const entities = [
    { type: 'mention', text: '<at>Ben Oak</at>', mentioned: { id: ben.id, name: ben.name } },
    { type: 'mention', text: '<at>Cy</at>', mentioned: { id: '29:cy', name: 'Cy' } },
  ];
  await teams.say('csat <at>Ben Oak</at>&nbsp;<at>Cy</at>', { activity: { entities } });
  await teams.arrived(chatWith(ana));
  expect(bot.asked[0]?.text).toBe('csat @ben.oak@example.com @"Cy"');
});

test('a button runs its command as if it had been typed', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  await teams.press('csat last-week by team', { in: support });
  await teams.arrived(support);
  expect(bot.asked[0]?.text).toBe('csat last-week by team');
});

test('a message delivered twice is answered once', async () => {
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams);
  teams.admit(chatWith(ana));
  const activity = teams.activity({ type: 'message', text: 'csat' });
  expect(await teams.deliver(activity)).toBe(200);
  expect(await teams.deliver(activity)).toBe(200);
  await bot[Symbol.asyncDispose]();
  expect(await teams.arrived(chatWith(ana))).toHaveLength(1);
});

test('a question is acknowledged before its answer is there, and disposing waits for the answer', async () => {
  const { promise: thinking, resolve: decide } = Promise.withResolvers<void>();
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams, { thinking });
  expect(await teams.say('csat')).toBe(200);

  const disposed = bot[Symbol.asyncDispose]();
  decide();
  await disposed;
  expect(teams.requests.filter((request) => request.endsWith('/activities'))).toHaveLength(1);
});

test('an answer that never comes does not hold up the stop', async () => {
  const { promise: thinking } = Promise.withResolvers<void>();
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams, { thinking });
  await teams.say('csat');
  await bot[Symbol.asyncDispose]();
  expect(teams.requests.filter((request) => request.endsWith('/activities'))).toEqual([]);
});

test('who somebody is, is asked of Teams once', async () => {
  const kept = new Map<string, unknown>();
  await using teams = await startTeams();
  {
    await using _bot = await startTeamsBot(teams, { kept });
    await teams.say('csat');
    await teams.arrived(chatWith(ana));
  }
  await using bot = await startTeamsBot(teams, { kept });
  await teams.say('csat');
  await teams.arrived(chatWith(ana), 2);
  expect(bot.asked[0]?.from.email).toBe('ana@example.com');
  expect(teams.requests.filter((request) => request.includes('/members/'))).toHaveLength(1);
});

test('a question is not answered with fewer rights when Teams does not tell who asks, but may be tried again', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams);
  teams.failNext('/members/', { status: 500 });
  await teams.say('csat');
  expect(await teams.arrived(chatWith(ana))).toMatchObject([{ text: expect.stringContaining('try again') }]);
  expect(bot.asked).toEqual([]);
  await teams.say('csat');
  await teams.arrived(chatWith(ana), 2);
  expect(bot.asked[0]?.from.email).toBe('ana@example.com');
});

test.for([support, huddle])(
  'a private answer in a $type goes to the personal chat, with a line for the others',
  async (place) => {
    await using teams = await startTeams();
    await using _bot = await startTeamsBot(teams, { isPublic: false });
    teams.admit(chatWith(ben));
    await teams.say('csat', { by: ben, in: place });

    expect(await teams.arrived(place)).toMatchObject([{ text: 'I answered you privately.' }]);
    expect(await teams.arrived(chatWith(ben))).toMatchObject([{ summary: answerCard.summary }]);
  },
);

test('the personal chat is opened once and used again', async () => {
  await using teams = await startTeams();
  await using bot = await startTeamsBot(teams, { isPublic: false });
  teams.admit(chatWith(ben));
  await teams.say('csat', { by: ben, in: support });
  await teams.arrived(support);
  await teams.say('csat', { by: ben, in: support });
  await teams.arrived(support, 2);

  expect(teams.requests.filter((request) => request === 'POST /teams/v3/conversations')).toHaveLength(1);
  expect(await bot.chat.locate('ben.oak@example.com')).toEqual({ platform: 'teams', conversation: chatWith(ben).id });
});

test('without a personal chat the channel is told how to get one, and nothing of the answer', async () => {
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams, { isPublic: false });
  await teams.say('csat', { by: ben, in: support });
  const [line] = await teams.arrived(support);
  await bot[Symbol.asyncDispose]();

  expect(line?.text).toMatch(/open a chat with me/);
  expect(await teams.arrived(support)).toHaveLength(1);
  expect(JSON.stringify(line)).not.toContain('CSAT');
});

test('a private answer that Teams does not take stays private', async () => {
  await using teams = await startTeams();
  await using _bot = await startTeamsBot(teams, { isPublic: false });
  await teams.say('csat', { by: ben });
  await teams.arrived(chatWith(ben));
  teams.failNext('/activities', { status: 502 });
  await teams.say('csat', { by: ben, in: support });
  expect(await teams.arrived(support)).toMatchObject([{ text: expect.stringContaining('ask again') }]);
});

test('adding the app to a chat is enough for a nudge to find its person', async () => {
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams);
  expect(await bot.chat.locate('ana@example.com')).toBeUndefined();
  await teams.installed(chatWith(ana));
  await bot[Symbol.asyncDispose]();

  const found = { platform: 'teams', conversation: chatWith(ana).id };
  expect(await bot.chat.locate('ANA@example.com')).toEqual(found);
  expect(await bot.chat.send(found, answerCard, 'key')).toBe((await teams.arrived(chatWith(ana)))[0]?.id);
});

test('a conversation that the app was removed from is forgotten', async () => {
  const kept = new Map<string, unknown>();
  await using teams = await startTeams();
  {
    await using _bot = await startTeamsBot(teams, { kept });
    await teams.installed(chatWith(ana));
  }
  const bot = await startTeamsBot(teams, { kept });
  expect(await bot.chat.locate('ana@example.com')).toBeDefined();
  await teams.removed(chatWith(ana));
  await bot[Symbol.asyncDispose]();
  expect(await bot.chat.locate('ana@example.com')).toBeUndefined();
});

test('reactions, typing and other people coming and going change nothing', async () => {
  await using teams = await startTeams();
  const bot = await startTeamsBot(teams);
  for (const fields of [
    { type: 'messageReaction' },
    { type: 'typing' },
    { type: 'conversationUpdate', membersAdded: [{ id: ben.id }] },
    { type: 'conversationUpdate', membersRemoved: [{ id: ben.id }] },
    { type: 'installationUpdate' },
  ])
    expect(await teams.deliver(teams.activity(fields, { in: support }))).toBe(200);
  expect(await teams.deliver(teams.activity({ type: 'invoke', name: 'task/fetch' }))).toBe(501);
  await bot[Symbol.asyncDispose]();
  expect(bot.kept.size).toBe(0);
  expect(bot.asked).toEqual([]);
});
