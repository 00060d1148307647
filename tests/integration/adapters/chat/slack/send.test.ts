import { describe, expect, test } from 'vitest';

import type { Address, Card } from '../../../../../src/chat.ts';
import { UpstreamError } from '../../../../../src/errors.ts';
import { startSlackBot } from '../../../../fakes/slack/bot.ts';
import {
  answering,
  garbled,
  refusing,
  resetAfterAccepting,
  silence,
  status,
  type Fault,
} from '../../../../fakes/slack/faults.ts';
import { startSlack, type LocalSlack } from '../../../../fakes/slack/server.ts';

const digest: Card = { summary: 'Daily digest', blocks: [{ type: 'heading', text: 'Daily digest' }] };
const trend: Card = {
  summary: 'Trend',
  blocks: [
    {
      type: 'chart',
      style: 'bar',
      title: 'Backlog',
      labels: ['Mon'],
      series: [{ name: 'open', values: [3] }],
      unit: 'tickets',
      alt: 'Three tickets are open.',
    },
  ],
};

async function support(slack: LocalSlack): Promise<Address> {
  return { platform: 'slack', conversation: await slack.channel('support') };
}

/** An address at which nobody listens any more. */
async function unusedUrl(): Promise<string> {
  const { apiUrl, ...slack } = await startSlack();
  await slack[Symbol.asyncDispose]();
  return apiUrl;
}

/** What a promise was rejected with; being fulfilled is a failure of the test. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const [result] = await Promise.allSettled([promise]);
  if (result?.status !== 'rejected') throw new Error('expected a rejection');
  return result.reason;
}

describe('a card that is sent', () => {
  test('arrives in the channel with its key, and unfurls nothing', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    const to = await support(slack);

    const id = await bot.chat.send(to, digest, 'key-1');

    expect(await slack.messages(to.conversation)).toMatchObject([
      {
        ts: id,
        text: 'Daily digest',
        blocks: [{ type: 'header' }],
        metadata: { event_type: 'deskpulse_message', event_payload: { key: 'key-1' } },
        unfurl_links: false,
        unfurl_media: false,
        mrkdwn: false,
      },
    ]);
  });

  test('to a thread arrives in the thread', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    const to = await support(slack);
    const thread = await bot.chat.send(to, digest, 'key-1');

    const id = await bot.chat.send({ ...to, thread }, digest, 'key-2');

    expect((await slack.messages(to.conversation, thread)).map((message) => message.ts)).toEqual([thread, id]);
  });

  test('with a chart the workspace refuses is sent once more without it', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    const to = await support(slack);
    slack.failNext('chat.postMessage', refusing('invalid_blocks'));

    await bot.chat.send(to, trend, 'key-1');

    expect(slack.calls('chat.postMessage')).toHaveLength(2);
    expect(await slack.messages(to.conversation)).toMatchObject([{ blocks: [{ type: 'context' }] }]);
  });

  test('with blocks refused twice, or refused without a chart among them, is not sent again', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    const to = await support(slack);
    slack.failNext('chat.postMessage', ...Array.from({ length: 4 }, () => refusing('invalid_blocks')));

    expect(await rejection(bot.chat.send(to, trend, 'key-1'))).toMatchObject({ reason: 'rejected' });
    expect(slack.calls('chat.postMessage')).toHaveLength(2);
    expect(await rejection(bot.chat.send(to, digest, 'key-2'))).toMatchObject({ reason: 'rejected' });
    expect(slack.calls('chat.postMessage')).toHaveLength(3);
  });
});

test('posts to one channel are a second apart; another channel does not wait for it', async () => {
  await using slack = await startSlack();
  await using bot = await startSlackBot(slack);
  const to = await support(slack);
  const other = { platform: 'slack', conversation: await slack.directConversation('ana') };
  const begun = performance.now();
  const took = async (sending: Promise<string>) => {
    await sending;
    return performance.now() - begun;
  };

  const [, second, elsewhere] = await Promise.all([
    took(bot.chat.send(to, digest, 'key-1')),
    took(bot.chat.send(to, digest, 'key-2')),
    took(bot.chat.send(other, digest, 'key-3')),
  ]);

  expect(second).toBeGreaterThan(950);
  expect(elsewhere).toBeLessThan(second);
});

describe('a post that fails', () => {
  const faults: readonly [string, Fault, { reason: string; retryAfter?: number }][] = [
    ['is limited', status(429, { headers: { 'Retry-After': '30' } }), { reason: 'rate-limited', retryAfter: 30 }],
    ['is limited without a time', status(429), { reason: 'rate-limited' }],
    ['is limited in words', refusing('ratelimited'), { reason: 'rate-limited' }],
    ['has a wrong token', refusing('invalid_auth'), { reason: 'unauthorized' }],
    ['has a token without the scope', refusing('missing_scope'), { reason: 'forbidden' }],
    ['goes to a channel the bot is not in', refusing('not_in_channel'), { reason: 'forbidden' }],
    ['goes to a channel that is gone', refusing('channel_not_found'), { reason: 'not-found' }],
    ['is refused for another reason', refusing('msg_too_long'), { reason: 'rejected' }],
    ['ends in an error of Slack, in words', refusing('internal_error'), { reason: 'unavailable' }],
    ['ends in an error of Slack', status(503, { body: 'upstream' }), { reason: 'unavailable' }],
    ['is carried out but not confirmed', resetAfterAccepting, { reason: 'unavailable' }],
    ['is confirmed with half an answer', garbled('{"ok":tr'), { reason: 'unavailable' }],
    ['is confirmed with a word that is none', garbled('busy'), { reason: 'unavailable' }],
    ['is confirmed without saying how it went', garbled('[]'), { reason: 'unavailable' }],
    ['never ends', silence, { reason: 'unavailable' }],
  ];

  test.for(faults)(
    'because it %s is made once, and the error says what may have happened',
    async ([, fault, expected]) => {
      await using slack = await startSlack();
      await using bot = await startSlackBot(slack);
      const to = await support(slack);
      slack.failNext('chat.postMessage', fault);

      const error = await rejection(bot.chat.send(to, digest, 'key-1'));

      expect(error).toBeInstanceOf(UpstreamError);
      expect(error).toMatchObject({ service: 'Slack', retryAfter: undefined, ...expected });
      expect(slack.calls('chat.postMessage')).toHaveLength(1);
    },
  );

  test('because nobody listens is known not to have happened', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { settings: { apiUrl: await unusedUrl() } });

    expect(await rejection(bot.chat.send(await support(slack), digest, 'key-1'))).toMatchObject({
      reason: 'unreachable',
    });
  });

  test('because Slack cannot be found by name is known not to have happened', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { settings: { apiUrl: 'http://slack.invalid/api/' } });

    expect(await rejection(bot.chat.send(await support(slack), digest, 'key-1'))).toMatchObject({
      reason: 'unreachable',
    });
  });

  test('for its token says so', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack, { settings: { botToken: 'xoxb-wrong' } });

    expect(await rejection(bot.chat.send(await support(slack), digest, 'key-1'))).toMatchObject({
      reason: 'unauthorized',
      message: 'Slack: chat.postMessage was refused (invalid_auth)',
    });
  });
});

describe('looking for a message by its key', () => {
  test('finds one whose confirmation was lost', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    const to = await support(slack);
    const since = Date.now() / 1_000;
    slack.failNext('chat.postMessage', resetAfterAccepting);
    await rejection(bot.chat.send(to, digest, 'key-1'));

    const [message] = await slack.messages(to.conversation);

    expect(await bot.chat.find?.(to, 'key-1', since)).toBe(message?.ts);
    expect(await bot.chat.find?.(to, 'key-2', since)).toBeUndefined();
  });

  test('looks in the thread it was sent to', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    const to = await support(slack);
    const since = Date.now() / 1_000;
    const thread = await bot.chat.send(to, digest, 'key-1');
    const id = await bot.chat.send({ ...to, thread }, digest, 'key-2');

    expect(await bot.chat.find?.({ ...to, thread }, 'key-2', since)).toBe(id);
    expect(await bot.chat.find?.(to, 'key-2', since)).toBeUndefined();
  });

  test('reads every page from a minute before, and takes no other app’s metadata for ours', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    const page = (event_type: string, { ts, next }: { ts: string; next: string }) =>
      answering(() => ({
        ok: true,
        messages: [{ ts: '1.0' }, { ts, metadata: { event_type, event_payload: { key: 'key-1' } } }],
        response_metadata: { next_cursor: next },
      }));
    slack.failNext(
      'conversations.history',
      page('another_app', { ts: '2.0', next: 'page-2' }),
      page('deskpulse_message', { ts: '3.0', next: '' }),
    );

    expect(await bot.chat.find?.({ platform: 'slack', conversation: 'C1' }, 'key-1', 1_000)).toBe('3.0');
    expect(slack.calls('conversations.history').map((call) => call.params)).toMatchObject([
      { channel: 'C1', oldest: '940.000000', include_all_metadata: 'true' },
      { channel: 'C1', oldest: '940.000000', include_all_metadata: 'true', cursor: 'page-2' },
    ]);
  });

  test.for([
    ['limited', status(429, { headers: { 'Retry-After': '60' } }), { reason: 'rate-limited', retryAfter: 60 }],
    ['cut off', garbled('{'), { reason: 'unavailable' }],
    ['not allowed', refusing('missing_scope'), { reason: 'forbidden' }],
  ] as const)('that is %s is an error, not a message that is not there', async ([, fault, expected]) => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    slack.failNext('conversations.history', fault);

    const looking = Promise.resolve(bot.chat.find?.(await support(slack), 'key-1', 0));

    expect(await rejection(looking)).toMatchObject(expected);
  });
});

describe('a person', () => {
  test('is located by e-mail, and a card sent there reaches them', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);

    const home = await bot.chat.locate('ben@example.com');
    await bot.chat.send(home ?? { platform: 'slack', conversation: '' }, digest, 'key-1');

    expect(home).toEqual({ platform: 'slack', conversation: expect.stringMatching(/^D/) });
    expect(await slack.messages(home?.conversation ?? '')).toMatchObject([{ text: 'Daily digest' }]);
  });

  test('the workspace does not know, or no longer has, is nowhere', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);

    expect(await bot.chat.locate('nobody@example.com')).toBeUndefined();
    slack.failNext(
      'users.lookupByEmail',
      answering(() => ({ ok: true, user: { id: 'U1', deleted: true } })),
    );
    expect(await bot.chat.locate('gone@example.com')).toBeUndefined();
  });

  test('is not taken for unknown because Slack is away', async () => {
    await using slack = await startSlack();
    await using bot = await startSlackBot(slack);
    slack.failNext('users.lookupByEmail', status(500));

    expect(await rejection(bot.chat.locate('ben@example.com'))).toMatchObject({ reason: 'unavailable' });
  });
});
