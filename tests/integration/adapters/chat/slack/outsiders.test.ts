import { describe, expect, test } from 'vitest';

import type { Answer, Request } from '../../../../../src/chat.ts';
import { startSlackBot } from '../../../../fakes/slack/bot.ts';
import type { Asker } from '../../../../fakes/slack/client.ts';
import { answering, refusing, status } from '../../../../fakes/slack/faults.ts';
import { startSlack, type LocalSlack } from '../../../../fakes/slack/server.ts';

/** For what happens after the acknowledgement. */
const eventually = { timeout: 60_000 };
const secret = 'figures of ours';

function listener() {
  const requests: Request[] = [];
  const answer: Answer = async (request) => {
    requests.push(request);
    return { isPublic: true, card: { summary: secret, blocks: [] } };
  };
  return { answer, requests };
}

/** Lets Slack know somebody of these workspaces, from now on. */
function knowing(slack: LocalSlack, user: object): void {
  slack.extend(
    'users.info',
    answering(({ user: id }) => ({ ok: true, user: { id, profile: { email: 'ana@example.com' }, ...user } })),
  );
}

const ways = {
  'a command': (bot, asker) => bot.client.command('csat', asker),
  'a mention': (bot, asker) => bot.client.mention('csat', asker),
  'a direct message': (bot, asker) => bot.client.message('csat', asker),
  'a button': (bot, asker) => bot.client.press('csat', asker),
} satisfies Record<string, (bot: Awaited<ReturnType<typeof startSlackBot>>, asker: Asker) => Promise<Response>>;

/** Everything that was said to anybody. */
function said(slack: LocalSlack): string[] {
  const posts = slack.calls().filter(({ method }) => method.startsWith('chat.'));
  return [...slack.replies().map(({ text }) => text), ...posts.map(({ params }) => params['text'] ?? '')];
}

describe('somebody of another workspace', () => {
  test.each(Object.entries(ways))('gets one private line and no data for %s', async (way, ask) => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    knowing(slack, { team_id: 'TOTHER', is_stranger: false });
    const channel = way === 'a direct message' ? await slack.directConversation('ana') : await slack.channel('support');

    const { id } = await slack.user('ben');

    await ask(bot, { user: id, channel, team: 'TOTHER' });

    await expect.poll(() => said(slack), eventually).toHaveLength(1);
    expect(said(slack)[0]).toMatch(/only answer people of the organisation/);
    expect(slack.replies().every(({ response_type: type }) => type === 'ephemeral')).toBe(true);
    expect(slack.ephemerals(channel).map(({ user }) => user)).toEqual(way === 'a mention' ? [id] : []);
    expect(requests).toEqual([]);
  });

  test.each([
    ['Slack knows them as ours but they write from elsewhere', { team_id: 'T000000001' }, 'TOTHER'],
    ['they write from here but Slack knows them as somebody else’s', { team_id: 'TOTHER' }, 'T000000001'],
    [
      'they are of another Enterprise Grid',
      { team_id: 'TOTHER', enterprise_user: { enterprise_id: 'E2', teams: ['TOTHER'] } },
      'TOTHER',
    ],
  ])('is one when %s', async (_, user, team) => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    knowing(slack, user);

    await bot.client.command('csat', { user: 'U9', channel: 'C1', team });

    await expect.poll(() => said(slack), eventually).toHaveLength(1);
    expect(requests).toEqual([]);
  });

  test('is one when Slack does not know them', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    slack.extend('users.info', refusing('user_not_found'));

    await bot.client.press('csat', { user: 'U9', channel: 'C1', team: 'TOTHER' });

    await expect.poll(() => said(slack), eventually).toEqual([expect.stringMatching(/only answer/)]);
    expect(requests).toEqual([]);
  });

  test.each(['TOTHER', 'E2'])('is answered as a guest once %s is allowed', async (workspace) => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer, settings: { workspaces: [workspace] } });
    knowing(slack, { team_id: 'TOTHER', enterprise_user: { enterprise_id: 'E2', teams: ['TOTHER'] } });

    await bot.client.command('csat', { user: 'U9', channel: 'C1', team: 'TOTHER' });

    await expect.poll(() => requests.map(({ from }) => from), eventually).toEqual([{ id: 'U9' }]);
  });

  test('is none when their workspace is of the same Enterprise Grid', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    slack.extend(
      'auth.test',
      answering(() => ({ ok: true, team_id: 'T000000001', enterprise_id: 'E1' })),
    );
    await using bot = await startSlackBot(slack, { answer });
    knowing(slack, { team_id: 'TSISTER', enterprise_user: { enterprise_id: 'E1', teams: ['TSISTER'] } });

    await bot.client.command('csat', { user: 'U9', channel: 'C1', team: 'TSISTER' });

    await expect.poll(() => requests.map(({ from }) => from.email), eventually).toEqual(['ana@example.com']);
  });

  test('mentioned by one of ours is named without an e-mail address', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');
    slack.extend('users.info', async (response, { params, forward }) => {
      const outsider = {
        ok: true,
        user: { id: 'U9', team_id: 'TOTHER', real_name: 'Eve', profile: { email: 'ana@example.com' } },
      };
      response.end(params['user'] === 'U9' ? JSON.stringify(outsider) : await forward());
    });

    await bot.client.command('csat agent:<@U9>', { user: ana.id, channel: 'C1' });

    await expect.poll(() => requests.map(({ text }) => text), eventually).toEqual(['csat agent:@"Eve"']);
  });
});

test('the bot’s own workspace is looked up once', async () => {
  await using slack = await startSlack();
  const { answer, requests } = listener();
  await using bot = await startSlackBot(slack, { answer });
  for (const name of ['ana', 'ben', 'cleo']) {
    await bot.client.command('csat', { user: (await slack.user(name)).id, channel: 'C1' });
  }
  await expect.poll(() => requests, eventually).toHaveLength(3);
  expect(slack.calls('auth.test')).toHaveLength(1);
});

describe('a channel', () => {
  const info = (channel: object) => answering(() => ({ ok: true, channel: { id: 'C1', ...channel } }));

  test.each([
    ['ours alone', info({}), {}, false],
    ['shared within the organisation', info({ is_shared: true, is_org_shared: true, is_ext_shared: false }), {}, false],
    ['shared with another workspace', info({ is_ext_shared: true, connected_team_ids: ['TOTHER'] }), {}, true],
    ['shared with one that is not named', info({ is_ext_shared: true }), {}, true],
    [
      'shared with one that is allowed',
      info({ is_ext_shared: true, connected_team_ids: ['TOTHER'] }),
      { workspaces: ['TOTHER'] },
      false,
    ],
    [
      'shared with an allowed one and another',
      info({ is_ext_shared: true, connected_team_ids: ['TOTHER', 'T3'] }),
      { workspaces: ['TOTHER'] },
      true,
    ],
    ['taken for shared when Slack does not tell', refusing('missing_scope'), {}, true],
    ['taken for shared when Slack is away', status(503), {}, true],
  ])('is %s', async (_, answer, settings, expected) => {
    await using slack = await startSlack();
    const { answer: listen, requests } = listener();
    await using bot = await startSlackBot(slack, { answer: listen, settings });
    slack.extend('conversations.info', answer);

    await bot.client.command('csat', { user: (await slack.user('ana')).id, channel: 'C1' });

    await expect.poll(() => requests, eventually).toHaveLength(1);
    expect(slack.calls('conversations.info')).toHaveLength(0);
    expect(await requests[0]?.hasOutsiders?.()).toBe(expected);
  });

  test.each([true, false])('need not be looked up when its event says that it is shared: %s', async (isShared) => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const asker = { user: (await slack.user('ana')).id, channel: await slack.channel('support') };

    await bot.client.mention('csat', asker, { isShared });

    await expect.poll(() => requests, eventually).toHaveLength(1);
    expect(await requests[0]?.hasOutsiders?.()).toBe(isShared);
    expect(slack.calls('conversations.info')).toHaveLength(0);
  });
});

describe('look-ups', () => {
  test('are not made for a message that names too many people', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');
    const mentions = Array.from({ length: 2_800 }, (_, n) => `<@UCROWD${n}>`).join(' ');

    await bot.client.message(`csat ${mentions}`, { user: ana.id, channel: await slack.directConversation('ana') });

    await expect.poll(() => said(slack), eventually).toEqual([expect.stringContaining('10 people at most')]);
    expect(slack.calls('users.info')).toHaveLength(0);
    expect(requests).toEqual([]);
  });

  test('are made for the asker alone when the message is refused as too long', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');

    await bot.client.command(`<@UBEN> <@UCLEO> ${'x'.repeat(600)}`, { user: ana.id, channel: 'C1' });

    await expect.poll(() => requests.map(({ text }) => text.slice(0, 14)), eventually).toEqual(['@"UBEN" @"UCLE']);
    expect(slack.calls('users.info')).toHaveLength(1);
  });

  test('of one person at the same time are one', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');

    await Promise.all(
      Array.from({ length: 8 }, () => bot.client.command(`csat <@${ana.id}>`, { user: ana.id, channel: 'C1' })),
    );

    await expect.poll(() => requests, eventually).toHaveLength(8);
    expect(slack.calls('users.info')).toHaveLength(1);
  });

  test('are bounded for one asker, who is asked to try again, and not for others', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const [ana, ben] = [await slack.user('ana'), await slack.user('ben')];
    slack.extend('users.info', async (response, { params, forward }) => {
      const known = { ok: true, user: { id: params['user'], team_id: 'T000000001', profile: {} } };
      response.end(params['user']?.startsWith('UCROWD') ? JSON.stringify(known) : await forward());
    });
    const crowd = (from: number) => Array.from({ length: 10 }, (_, n) => `<@UCROWD${from + n}>`).join('');
    for (const from of [0, 10, 20, 30, 40])
      await bot.client.command(`csat ${crowd(from)}`, { user: ana.id, channel: 'C1' });

    await expect.poll(() => slack.replies(), eventually).toHaveLength(5);
    expect(slack.calls('users.info').length).toBeLessThanOrEqual(30);
    expect(slack.replies().filter(({ text }) => text.includes('try again')).length).toBeGreaterThanOrEqual(2);
    await bot.client.command('csat', { user: ben.id, channel: 'C1' });
    await expect.poll(() => requests.at(-1)?.from.email, eventually).toBe(ben.email);
  });

  test('of somebody mentioned that fail are not taken for somebody unknown', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const [ana, ben] = [await slack.user('ana'), await slack.user('ben')];
    await bot.client.command('csat', { user: ana.id, channel: 'C1' });
    await expect.poll(() => requests, eventually).toHaveLength(1);
    slack.failNext('users.info', status(429, { headers: { 'Retry-After': '30' } }));

    await bot.client.command(`csat agent:<@${ben.id}>`, { user: ana.id, channel: 'C1' });
    await expect.poll(() => slack.replies(), eventually).toHaveLength(2);

    expect(slack.replies()[1]?.text).toContain('try again');
    expect(requests).toHaveLength(1);
  });
});
