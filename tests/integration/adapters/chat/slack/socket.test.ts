import { expect, test } from 'vitest';

import type { Answer } from '../../../../../src/chat.ts';
import { startSlackBot } from '../../../../fakes/slack/bot.ts';
import { commandBody, eventBody } from '../../../../fakes/slack/client.ts';
import { refusing } from '../../../../fakes/slack/faults.ts';
import { startSocketMode } from '../../../../fakes/slack/socket.ts';
import { startSlack } from '../../../../fakes/slack/server.ts';

const eventually = { timeout: 60_000 };
const echo: Answer = ({ text }) =>
  Promise.resolve({ isPublic: true, card: { summary: `heard ${text}`, blocks: [{ type: 'text', text }] } });

test('a command that comes over the socket is acknowledged and answered; HTTP is not served', async () => {
  await using slack = await startSlack();
  await using socket = await startSocketMode(slack);
  await using bot = await startSlackBot(slack, { answer: echo, settings: { appToken: socket.appToken } });
  const asker = { user: (await slack.user('ana')).id, channel: await slack.channel('support') };

  const isAcknowledged = socket.deliver('slash_commands', commandBody(slack, { text: 'csat', asker, id: undefined }));

  await expect
    .poll(() => slack.replies(), eventually)
    .toMatchObject([{ text: 'heard csat', response_type: 'in_channel' }]);
  expect(isAcknowledged()).toBe(true);
  expect((await bot.client.command('csat', asker)).status).toBe(404);
});

test('a connection that is lost is made again, and what Slack delivers again is answered once', async () => {
  await using slack = await startSlack();
  await using socket = await startSocketMode(slack);
  await using _bot = await startSlackBot(slack, { answer: echo, settings: { appToken: socket.appToken } });
  const channel = await slack.channel('support');
  const asker = { user: (await slack.user('ana')).id, channel };
  const mention = (text: string, id: string) =>
    eventBody(slack, { event: { type: 'app_mention', text: `<@${slack.botUser}> ${text}` }, asker, id });

  socket.deliver('events_api', mention('once', 'Ev1'));
  await expect.poll(() => slack.messages(channel), eventually).toHaveLength(1);
  socket.cut();
  await expect.poll(() => socket.connections(), eventually).toBe(1);
  const isAcknowledged = socket.deliver('events_api', mention('once', 'Ev1'));
  socket.deliver('events_api', mention('twice', 'Ev2'));

  await expect
    .poll(async () => (await slack.messages(channel)).map((message) => message.text), eventually)
    .toEqual(['heard once', 'heard twice']);
  expect(isAcknowledged()).toBe(true);
});

test('a start while Slack refuses the connection goes on, and the connection is made when Slack takes it', async () => {
  await using slack = await startSlack();
  await using socket = await startSocketMode(slack);
  slack.failNext('apps.connections.open', refusing('invalid_auth'));
  await using _bot = await startSlackBot(slack, { answer: echo, settings: { appToken: socket.appToken } });

  await expect.poll(() => socket.connections(), eventually).toBe(1);
  expect(slack.calls('apps.connections.open')).toHaveLength(2);
});

test('the end closes the connection and lets it be', async () => {
  await using slack = await startSlack();
  await using socket = await startSocketMode(slack);
  const bot = await startSlackBot(slack, { answer: echo, settings: { appToken: socket.appToken } });
  expect(socket.connections()).toBe(1);

  await bot[Symbol.asyncDispose]();

  await expect.poll(() => socket.connections(), eventually).toBe(0);
  expect(slack.calls('apps.connections.open')).toHaveLength(1);
});

test('an end before the first connection leaves no attempt behind', async () => {
  await using slack = await startSlack();
  slack.extend('apps.connections.open', refusing('invalid_auth'));
  const bot = await startSlackBot(slack, { answer: echo, settings: { appToken: 'xapp-wrong' } });

  await bot[Symbol.asyncDispose]();

  expect(slack.calls('apps.connections.open')).toHaveLength(1);
});

test('an end while the first connection is being made closes it as soon as it is there', async () => {
  await using slack = await startSlack();
  await using socket = await startSocketMode(slack);
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
  const { promise: isAllowed, resolve: allow } = Promise.withResolvers<void>();
  slack.failNext('apps.connections.open', async (response, call) => {
    asked();
    await isAllowed;
    await socket.welcome(response, call);
  });
  const bot = await startSlackBot(slack, { settings: { appToken: socket.appToken } });
  const starting = bot.chat.start(echo);
  await isAsked;

  const ending = bot[Symbol.asyncDispose]();
  allow();
  await Promise.all([starting, ending]);

  await expect.poll(() => socket.connections(), eventually).toBe(0);
});
