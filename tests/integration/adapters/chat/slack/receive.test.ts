import { describe, expect, test, vi } from 'vitest';

import type { Answer, Request } from '../../../../../src/chat.ts';
import { startSlackBot } from '../../../../fakes/slack/bot.ts';
import { answering, garbled, refusing, status } from '../../../../fakes/slack/faults.ts';
import { startSlack } from '../../../../fakes/slack/server.ts';

/** For what happens after the acknowledgement. */
const eventually = { timeout: 60_000 };

/** An answer that keeps what it was asked and says it back. */
function listener({ isPublic = false }: { isPublic?: boolean } = {}) {
  const requests: Request[] = [];
  const answer: Answer = async (request) => {
    requests.push(request);
    return {
      isPublic,
      card: {
        summary: `heard ${request.text}`,
        blocks: [{ type: 'finding', text: `heard ${request.text}`, tone: 'plain' }],
      },
    };
  };
  return { answer, requests };
}

describe('a slash command', () => {
  test('is acknowledged with nothing, and answered through its response_url for the asker only', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');
    const channel = await slack.channel('support');

    const acknowledgement = await bot.client.command('csat last-week', { user: ana.id, channel });

    expect(acknowledgement.status).toBe(200);
    expect(await acknowledgement.text()).toBe('');
    await expect.poll(() => slack.replies(), eventually).toHaveLength(1);
    expect(slack.replies()[0]).toMatchObject({
      text: 'heard csat last-week',
      response_type: 'ephemeral',
      replace_original: false,
    });
    expect(requests).toMatchObject([
      {
        place: { platform: 'slack', conversation: channel },
        isDirect: false,
        from: { id: ana.id, email: 'ana@example.com', name: 'ana example' },
        text: 'csat last-week',
      },
    ]);
    expect(requests[0]?.from).not.toHaveProperty('isOwner');
  });

  test('is acknowledged while the answer and the look-up of the asker are still under way', async () => {
    await using slack = await startSlack();
    const { promise: lookedUp, resolve: lookUp } = Promise.withResolvers<void>();
    const { answer } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');
    slack.failNext('users.info', async (response, { forward }) => {
      await lookedUp;
      response.end(await forward());
    });

    const acknowledgement = await bot.client.command('csat', { user: ana.id, channel: 'C1' });

    expect(acknowledgement.status).toBe(200);
    expect(slack.replies()).toHaveLength(0);
    lookUp();
    await expect.poll(() => slack.replies(), eventually).toHaveLength(1);
  });

  test('is answered for everyone in the channel when the answer is public', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener({ isPublic: true }).answer });

    await bot.client.command('csat', { user: (await slack.user('ana')).id, channel: 'C1' });

    await expect.poll(() => slack.replies()[0]?.response_type, eventually).toBe('in_channel');
  });

  test('typed in a direct conversation stays between the bot and the asker', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener({ isPublic: true });
    await using bot = await startSlackBot(slack, { answer });

    await bot.client.command('csat', { user: (await slack.user('ana')).id, channel: 'D1' });

    await expect.poll(() => slack.replies()[0]?.response_type, eventually).toBe('ephemeral');
    expect(requests[0]?.isDirect).toBe(true);
  });

  test('reaches the answer with its mentions, links and escapes decoded', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const [ana, ben] = [await slack.user('ana'), await slack.user('ben')];

    await bot.client.command(`csat agent:<@${ben.id}|ben> here:<#C7|x> tag:&lt;a&amp;b&gt;`, {
      user: ana.id,
      channel: 'C1',
    });

    await expect.poll(() => requests[0]?.text, eventually).toBe('csat agent:@ben@example.com here:C7 tag:<a&b>');
  });

  test('is accepted when its form names a charset', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const asker = { user: (await slack.user('ana')).id, channel: 'C1' };

    const response = await bot.client.command('csat', asker, {
      contentType: 'application/x-www-form-urlencoded; charset=utf-8',
    });

    expect(response.status).toBe(200);
    await expect.poll(() => requests, eventually).toHaveLength(1);
  });
});

describe('a mention', () => {
  test('in a thread is answered in that thread for everyone', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener({ isPublic: true }).answer });
    const channel = await slack.channel('support');
    const thread = await bot.chat.send(
      { platform: 'slack', conversation: channel },
      { summary: 'hi', blocks: [] },
      'k',
    );

    await bot.client.mention('csat', { user: (await slack.user('ana')).id, channel, thread });

    await expect
      .poll(async () => (await slack.messages(channel, thread)).map((message) => message.text), eventually)
      .toEqual(['hi', 'heard csat']);
  });

  test('is answered for the asker only, under the same thread, when the answer is private', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener().answer });
    const channel = await slack.channel('support');
    const ana = await slack.user('ana');

    await bot.client.mention('csat', { user: ana.id, channel, thread: '1.000001' });

    await expect
      .poll(() => slack.ephemerals(channel), eventually)
      .toMatchObject([{ user: ana.id, text: 'heard csat', thread: '1.000001' }]);
    expect(await slack.messages(channel)).toEqual([]);
  });

  test('outside a thread is answered in the channel', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener({ isPublic: true }).answer });
    const channel = await slack.channel('support');

    await bot.client.mention('csat', { user: (await slack.user('ana')).id, channel });

    await expect.poll(async () => (await slack.messages(channel))[0]?.text, eventually).toBe('heard csat');
    expect((await slack.messages(channel))[0]).not.toHaveProperty('thread_ts');
  });
});

describe('a direct message', () => {
  test('is answered in the conversation', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');
    const home = await bot.chat.locate(ana.email);
    const channel = home?.conversation ?? '';

    await bot.client.message('csat', { user: ana.id, channel });

    await expect.poll(async () => (await slack.messages(channel))[0]?.text, eventually).toBe('heard csat');
    expect(requests).toMatchObject([{ isDirect: true, place: { conversation: channel } }]);
  });

  test('that names a person first is read whole, and the bot’s own name is left out', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');
    const asker = { user: ana.id, channel: 'D1' };

    await bot.client.message(`<@${ana.id}> csat`, asker);
    await bot.client.message(`<@${slack.botUser}> csat`, asker);

    await expect
      .poll(() => requests.map((request) => request.text).sort(), eventually)
      .toEqual(['@ana@example.com csat', 'csat']);
  });

  test.for([
    ['a bot wrote', { bot_id: 'B1' }],
    ['was edited', { subtype: 'message_changed' }],
    ['stands in a channel', { channel_type: 'channel' }],
  ] as const)('that %s is no question', async ([, more]) => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const asker = { user: (await slack.user('ana')).id, channel: 'D1' };

    expect((await bot.client.message('ignored', asker, { more })).status).toBe(200);
    await bot.client.command('asked', asker);

    await expect.poll(() => requests.map((request) => request.text), eventually).toEqual(['asked']);
  });
});

describe('a button', () => {
  test('asks the command it carries as it stands, and is answered through its response_url in the same thread', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const channel = await slack.channel('support');

    const response = await bot.client.press('csat tag:"<@U1> &amp;"', {
      user: (await slack.user('ana')).id,
      channel,
      thread: '1.000001',
    });

    expect(response.status).toBe(200);
    await expect
      .poll(() => slack.replies(), eventually)
      .toMatchObject([{ response_type: 'ephemeral', replace_original: false, thread_ts: '1.000001' }]);
    expect(requests).toMatchObject([
      { text: 'csat tag:"<@U1> &amp;"', place: { conversation: channel, thread: '1.000001' } },
    ]);
  });
});

describe('a request', () => {
  test.for([
    ['signed with another secret', { secret: 'another' }],
    ['six minutes old', { skew: -360 }],
    ['six minutes in the future', { skew: 360 }],
  ] as const)('%s is refused with 401 and not answered', async ([, bending]) => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const asker = { user: (await slack.user('ana')).id, channel: 'C1' };

    expect((await bot.client.command('refused', asker, bending)).status).toBe(401);
    await bot.client.command('answered', asker);

    await expect.poll(() => requests.map((request) => request.text), eventually).toEqual(['answered']);
  });

  test('four minutes ahead is taken for a clock that is a little fast', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener().answer });

    const response = await bot.client.command('csat', { user: 'U1', channel: 'C1' }, { skew: 240 });

    expect(response.status).toBe(200);
  });

  test('is refused with 503 before the start and after the end', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack);
    const asker = { user: (await slack.user('ana')).id, channel: 'C1' };

    expect((await bot.client.command('early', asker)).status).toBe(503);
    await bot.chat.start(answer);
    expect((await bot.client.command('in time', asker)).status).toBe(200);
    await bot.chat[Symbol.asyncDispose]();
    expect((await bot.client.command('late', asker)).status).toBe(503);

    expect(requests.map((request) => request.text)).toEqual(['in time']);
  });

  test('that Slack uses to verify the address is answered with its challenge', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener().answer });

    const response = await bot.client.json({ type: 'url_verification', challenge: 'c-1' }, {});

    expect(await response.json()).toEqual({ challenge: 'c-1' });
  });

  test.for(['command', 'mention', 'press'] as const)('delivered twice (a %s) is answered once', async (kind) => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const asker = { user: (await slack.user('ana')).id, channel: await slack.channel('support') };

    expect((await bot.client[kind]('once', asker, { id: 'same' })).status).toBe(200);
    expect((await bot.client[kind]('once', asker, { id: 'same' })).status).toBe(200);
    await bot.client[kind]('again', asker, { id: 'another' });

    await expect.poll(() => requests.map((request) => request.text), eventually).toEqual(['once', 'again']);
  });
});

describe('who asks', () => {
  test('comes with the time zone of the profile, and is looked up once for many questions', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    slack.failNext(
      'users.info',
      answering(() => ({ ok: true, user: { id: 'U1', tz: 'Europe/Athens', profile: { email: 'eve@example.com' } } })),
    );

    await bot.client.command('first', { user: 'U1', channel: 'C1' });
    await bot.client.command('second', { user: 'U1', channel: 'C1' });

    await expect.poll(() => requests, eventually).toHaveLength(2);
    expect(requests[1]?.from).toEqual({ id: 'U1', email: 'eve@example.com', timezone: 'Europe/Athens' });
    expect(slack.calls('users.info')).toHaveLength(1);
  });

  test('gets no answer with fewer rights when Slack does not tell, but is asked to try again', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer });
    const ana = await slack.user('ana');
    slack.failNext('users.info', status(503));

    await bot.client.command('first', { user: ana.id, channel: 'C1' });
    await expect.poll(() => slack.replies(), eventually).toHaveLength(1);
    expect(slack.replies()[0]).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('try again'),
    });
    await bot.client.command('second', { user: ana.id, channel: 'C1' });

    await expect.poll(() => requests.map((request) => request.from.email), eventually).toEqual([ana.email]);
  });

  test('has no e-mail when they belong to another workspace, which could claim any', async () => {
    await using slack = await startSlack();
    const { answer, requests } = listener();
    await using bot = await startSlackBot(slack, { answer, settings: { workspaces: ['T-OTHER'] } });
    slack.failNext(
      'users.info',
      answering(() => ({ ok: true, user: { id: 'U9', team_id: 'T-OTHER', profile: { email: 'ana@example.com' } } })),
    );

    await bot.client.command('csat', { user: 'U9', channel: 'C1' });

    await expect.poll(() => requests.map((request) => request.from), eventually).toEqual([{ id: 'U9' }]);
  });
});

describe('an answer', () => {
  test('that fails becomes an apology that only the asker sees', async () => {
    await using slack = await startSlack();
    const answer: Answer = () => Promise.reject(new Error('the store is gone'));
    await using bot = await startSlackBot(slack, { answer });

    await bot.client.command('csat', { user: (await slack.user('ana')).id, channel: 'C1' });

    await expect.poll(() => slack.replies(), eventually).toHaveLength(1);
    expect(slack.replies()[0]?.response_type).toBe('ephemeral');
    expect(slack.replies()[0]?.text).toContain('try again');
    expect(slack.replies()[0]?.text).not.toContain('store');
  });

  test.for([
    ['as text', status(400, { body: 'invalid_blocks' })],
    ['as JSON', garbled('{"ok":false,"error":"invalid_blocks"}')],
  ] as const)('whose chart is refused %s is sent once more without it', async ([, fault]) => {
    await using slack = await startSlack();
    const answer: Answer = () =>
      Promise.resolve({
        isPublic: false,
        card: {
          summary: 'trend',
          blocks: [
            {
              type: 'chart',
              style: 'line',
              title: 'CSAT',
              labels: ['Mon', 'Tue'],
              series: [{ name: 'CSAT', values: [1, 2] }],
              unit: '%',
              alt: 'From 1 to 2.',
            },
          ],
        },
      });
    await using bot = await startSlackBot(slack, { answer });
    slack.failNext('response_url', fault);

    await bot.client.command('csat', { user: (await slack.user('ana')).id, channel: 'C1' });

    await expect.poll(() => slack.replies(), eventually).toHaveLength(1);
    expect(slack.replies()[0]?.blocks.map((block) => block.type)).toEqual(['context']);
  });

  test('is taken for delivered whatever a successful response says', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener().answer });
    const asker = { user: (await slack.user('ana')).id, channel: 'C1' };
    slack.failNext('response_url', status(200, { body: 'accepted' }));

    await bot.client.command('first', asker);
    await expect.poll(() => slack.calls('response_url'), eventually).toHaveLength(1);
    await bot.client.command('second', asker);

    await expect.poll(() => slack.replies().map((reply) => reply.text), eventually).toEqual(['heard second']);
    expect(slack.calls('response_url')).toHaveLength(2);
  });

  test('under way when the bot ends is still delivered', async () => {
    await using slack = await startSlack();
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
    const { promise: isDone, resolve: done } = Promise.withResolvers<void>();
    const { answer } = listener();
    await using bot = await startSlackBot(slack, {
      answer: async (request) => {
        asked();
        await isDone;
        return answer(request);
      },
    });
    await bot.client.command('csat', { user: (await slack.user('ana')).id, channel: 'C1' });
    await isAsked;

    const ended = vi.fn<() => void>();
    const ending = bot.chat[Symbol.asyncDispose]().then(ended);
    expect((await bot.client.command('late', { user: 'U1', channel: 'C1' })).status).toBe(503);
    expect(ended).not.toHaveBeenCalled();
    done();
    await ending;

    expect(slack.replies().map((reply) => reply.text)).toEqual(['heard csat']);
  });

  test('that cannot be delivered does not keep the next from being answered', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { answer: listener().answer });
    const channel = await slack.channel('support');
    const asker = { user: (await slack.user('ana')).id, channel };
    slack.failNext('chat.postEphemeral', refusing('channel_not_found'), refusing('channel_not_found'));

    await bot.client.mention('lost', asker);
    await expect.poll(() => slack.calls('chat.postEphemeral'), eventually).toHaveLength(2);
    await bot.client.mention('found', asker);

    await expect.poll(() => slack.ephemerals(channel).at(-1)?.text, eventually).toBe('heard found');
  });
});
