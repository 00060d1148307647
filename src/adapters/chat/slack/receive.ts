import { randomUUID } from 'node:crypto';

import { App } from '@slack/bolt';
import type { BlockAction, ButtonAction, KnownEventFromType, Receiver, SlashCommand } from '@slack/bolt';

import type { Address } from '../../../chat.ts';
import type { Log } from '../../../log.ts';
import type { Asked } from './asked.ts';
import type { Post } from './post.ts';
import { respond } from './respond.ts';
import { sdkLog } from './sdk-log.ts';

type Mention = KnownEventFromType<'app_mention'>;
type DirectMessage = Extract<KnownEventFromType<'message'>, { subtype: undefined }>;

/**
 * Has Bolt hand every question that comes through the receiver to `ask`, acknowledged before anything else is done.
 * Nothing is looked up on the way: whose bot this is stands in Slack's own envelope.
 */
export function receiveQuestions(
  receiver: Receiver,
  { post, log, ask }: { post: Post; log: Log; ask: (asked: Asked) => Promise<void> },
): void {
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({}),
    ignoreSelf: false,
    convoStore: false,
    logger: sdkLog(log),
  });

  app.command(/.*/, async ({ ack, command }) => {
    await ack();
    await ask(fromCommand(command));
  });

  app.event('app_mention', async ({ event, body }) => {
    if (event.user === undefined || event.bot_id !== undefined) return;
    await ask(fromMention(event, { id: body.event_id, bot: botOf(body), user: event.user, post }));
  });

  app.event('message', async ({ event, body }) => {
    // Edits, joins and what bots write (we among them) are no questions.
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id !== undefined) return;
    await ask(fromDirectMessage(event, { id: body.event_id, bot: botOf(body), post }));
  });

  app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: /^kpi/ }, async ({ ack, action, body }) => {
    await ack();
    const asked = fromButton(action, body);
    if (asked !== undefined) await ask(asked);
  });
}

function fromCommand(command: SlashCommand): Asked {
  const place = addressOf(command.channel_id);
  return {
    id: command.trigger_id || randomUUID(),
    user: command.user_id,
    text: command.text,
    isTyped: true,
    place,
    isDirect: isDirect(place),
    reply: (message, isPublic) => respond(command.response_url, message, { isPublic: isPublic && !isDirect(place) }),
  };
}

function fromButton(action: ButtonAction, body: BlockAction): Asked | undefined {
  const channel = body.channel?.id;
  if (channel === undefined || action.value === undefined) return undefined;
  const thread: unknown = body.container?.['thread_ts'];
  const place = addressOf(channel, typeof thread === 'string' ? thread : undefined);
  return {
    id: body.trigger_id || randomUUID(),
    user: body.user.id,
    text: action.value,
    isTyped: false,
    place,
    isDirect: isDirect(place),
    reply: (message, isPublic) =>
      respond(body.response_url, message, { isPublic: isPublic && !isDirect(place), thread: place.thread }),
  };
}

function fromMention(
  event: Mention,
  { id, bot, user, post }: { id: string; bot: string | undefined; user: string; post: Post },
): Asked {
  const place = addressOf(event.channel, event.thread_ts);
  return {
    id,
    user,
    text: afterMention(event.text, bot),
    isTyped: true,
    place,
    isDirect: false,
    reply: async (message, isPublic) => {
      await (isPublic ? post.toAll(place, message) : post.toOne(place, user, message));
    },
  };
}

function fromDirectMessage(
  event: DirectMessage,
  { id, bot, post }: { id: string; bot: string | undefined; post: Post },
): Asked {
  const place = addressOf(event.channel, event.thread_ts);
  return {
    id,
    user: event.user,
    text: bot === undefined ? (event.text ?? '') : afterMention(event.text ?? '', bot),
    isTyped: true,
    place,
    isDirect: true,
    reply: async (message) => {
      await post.toAll(place, message);
    },
  };
}

function addressOf(conversation: string, thread?: string): Address {
  return { platform: 'slack', conversation, ...(thread === undefined ? {} : { thread }) };
}

/**
 * Slack does not tell whether a direct conversation in which `/kpi` is typed is with us or with a colleague: answers by
 * response_url are private there, so only the asker reads along either way.
 */
function isDirect({ conversation }: Address): boolean {
  return conversation.startsWith('D');
}

function botOf(body: { authorizations?: { user_id: string; is_bot: boolean }[] }): string | undefined {
  return body.authorizations?.find((authorization) => authorization.is_bot)?.user_id;
}

/** What follows the mention of the bot; where its id is not told, the first mention is taken for it. */
function afterMention(text: string, bot: string | undefined): string {
  const mention = new RegExp(`<@${bot ?? '[UW][A-Z0-9]+'}(\\|[^<>]*)?>`).exec(text);
  return mention === null ? text : text.slice(mention.index + mention[0].length);
}
