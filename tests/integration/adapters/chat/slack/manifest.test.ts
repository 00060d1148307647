import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import type { Card } from '../../../../../src/chat.ts';
import { startSlackBot } from '../../../../fakes/slack/bot.ts';
import { startSlack } from '../../../../fakes/slack/server.ts';

const manifestShape = z.object({
  _metadata: z.object({ major_version: z.literal(2) }),
  features: z.object({
    slash_commands: z.tuple([z.object({ command: z.string(), url: z.url(), should_escape: z.boolean() })]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.url(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean(), request_url: z.url() }),
  }),
});

const manifestFile = new URL('../../../../../src/adapters/chat/slack/manifest.yaml', import.meta.url);
const manifest = manifestShape.parse(parse(await readFile(manifestFile, 'utf8')));
const { scopes } = manifest.oauth_config;
/** Scopes without which Slack does not let us receive; what follows tries out all the others. */
const receiving = ['app_mentions:read', 'commands'];

const card: Card = { summary: 'Daily digest', blocks: [] };

/** Everything the adapter asks of the Web API, with a token that has these scopes. */
async function useEverything(granted: readonly string[]): Promise<string[]> {
  await using slack = await startSlack({ scopes: granted });
  await using bot = await startSlackBot(slack, {
    answer: ({ from }) =>
      Promise.resolve({ isPublic: false, card: { summary: from.email ?? 'no e-mail', blocks: [] } }),
  });
  const ana = await slack.user('ana');
  const channel = { platform: 'slack', conversation: await slack.channel('support') };
  const leads = { platform: 'slack', conversation: await slack.channel('leads') };
  const failures: string[] = [];
  const attempt = async (what: string, act: () => Promise<unknown>) => {
    await act().catch((error: unknown) => failures.push(`${what}: ${String(error)}`));
  };

  await attempt('send', () => bot.chat.send(channel, card, 'k'));
  await attempt('find in a channel', async () => bot.chat.find?.(channel, 'k', 0));
  await attempt('find in a private channel', async () => bot.chat.find?.(leads, 'k', 0));
  await attempt('locate', async () => {
    const home = await bot.chat.locate(ana.email);
    if (home !== undefined) await bot.chat.find?.(home, 'k', 0);
  });
  await attempt('tell whether a channel is shared', async () => bot.chat.hasOutsiders?.(channel));
  await attempt('tell whether a private channel is shared', async () => bot.chat.hasOutsiders?.(leads));
  await bot.client.mention('csat', { user: ana.id, channel: channel.conversation });
  await expect.poll(() => slack.calls('chat.postEphemeral').length, { timeout: 60_000 }).toBeGreaterThan(0);
  if (slack.ephemerals(channel.conversation)[0]?.text !== ana.email) failures.push('who asks is not known');
  return failures;
}

test('the manifest grants the scopes the adapter needs', async () => {
  expect(await useEverything(scopes.bot)).toEqual([]);
});

test.for(scopes.bot.filter((scope) => !receiving.includes(scope)))(
  'the manifest grants %s because something fails without it',
  async (scope) => {
    expect(await useEverything(scopes.bot.filter((other) => other !== scope))).not.toEqual([]);
  },
);

test('the manifest subscribes to what the adapter receives, at the address it serves', () => {
  const { event_subscriptions, interactivity } = manifest.settings;
  const [command] = manifest.features.slash_commands;

  expect(scopes.bot).toEqual(expect.arrayContaining(receiving));
  expect(event_subscriptions.bot_events).toEqual(['app_mention', 'message.im']);
  expect(command).toMatchObject({ command: '/kpi', should_escape: true });
  expect(interactivity.is_enabled).toBe(true);
  for (const address of [command.url, event_subscriptions.request_url, interactivity.request_url]) {
    expect(new URL(address).pathname).toBe('/slack/events');
  }
});
