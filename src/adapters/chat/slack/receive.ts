import { randomUUID } from 'node:crypto';

import { App } from '@slack/bolt';
import type { BlockAction, ButtonAction, KnownEventFromType, Receiver, SlashCommand } from '@slack/bolt';

import { z } from 'zod';

import type { Address } from '../../../chat.ts';
import type { Log } from '../../../log.ts';
import type { SlackMessage } from './block.ts';
import type { Post } from './post.ts';
import { respond } from './respond.ts';
import { sdkLog } from './sdk-log.ts';

type Mention = KnownEventFromType<'app_mention'>;
/** Fields that Slack's own types do not have on every event. */
const authored = z.object({
  user_team: z.string().optional().catch(undefined),
  team: z.string().optional().catch(undefined),
});

type DirectMessage = Extract<KnownEventFromType<'message'>, { subtype: undefined }>;

/** A command, a mention, a direct message or a button press, with its way back. */
export interface Interaction {
  /** Slack's own: the same for each delivery of one and the same thing. */
  readonly id: string;
  readonly user: string;
  /** The workspace that Slack says the user is of, where it says so. */
  readonly team: string | undefined;
  readonly text: string;
  /** False for a button: its text is a command of ours, not something typed. */
  readonly isTyped: boolean;
  readonly place: Address;
  readonly isDirect: boolean;
  /** Whether the channel is shared with other organisations, where Slack says so. */
  readonly isShared?: boolean | undefined;
  /** @throws UpstreamError */
  reply(message: SlackMessage, isPublic: boolean): Promise<void>;
}

/**
 * Has Bolt hand every question that comes through the receiver to `ask`, acknowledged before anything else is done.
 * Nothing is looked up on the way: whose bot this is stands in Slack's own envelope.
 */
export function receiveQuestions(
  receiver: Receiver,
  { post, log, ask }: { post: Post; log: Log; ask: (interaction: Interaction) => Promise<void> },
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
    await ask(fromMention(event, { ...enveloped(body), user: event.user, post }));
  });

  app.event('message', async ({ event, body }) => {
    // Edits, joins and what bots write (we among them) are no questions.
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id !== undefined) return;
    await ask(fromDirectMessage(event, { ...enveloped(body), post }));
  });

  app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: /^kpi/ }, async ({ ack, action, body }) => {
    await ack();
    const pressed = fromButton(action, body);
    if (pressed !== undefined) await ask(pressed);
  });
}

function fromCommand(command: SlashCommand): Interaction {
  const place = addressOf(command.channel_id);
  return {
    id: command.trigger_id || randomUUID(),
    user: command.user_id,
    team: command.team_id,
    text: command.text,
    isTyped: true,
    place,
    isDirect: isDirect(place),
    reply: (message, isPublic) => respond(command.response_url, message, { isPublic: isPublic && !isDirect(place) }),
  };
}

function fromButton(action: ButtonAction, body: BlockAction): Interaction | undefined {
  const channel = body.channel?.id;
  if (channel === undefined || action.value === undefined) return undefined;
  const thread: unknown = body.container?.['thread_ts'];
  const place = addressOf(channel, typeof thread === 'string' ? thread : undefined);
  return {
    id: body.trigger_id || randomUUID(),
    user: body.user.id,
    team: body.user.team_id ?? body.team?.id,
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
  { id, bot, isShared, user, post }: Enveloped & { user: string; post: Post },
): Interaction {
  const place = addressOf(event.channel, event.thread_ts);
  return {
    id,
    user,
    team: teamOf(event),
    isShared,
    text: afterMention(event.text, bot),
    isTyped: true,
    place,
    isDirect: false,
    reply: async (message, isPublic) => {
      await (isPublic ? post.toAll(place, message) : post.toOne(place, user, message));
    },
  };
}

function fromDirectMessage(event: DirectMessage, { id, bot, post }: Enveloped & { post: Post }): Interaction {
  const place = addressOf(event.channel, event.thread_ts);
  return {
    id,
    user: event.user,
    team: teamOf(event),
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

/** What stands around an event. */
interface Enveloped {
  readonly id: string;
  readonly bot: string | undefined;
  readonly isShared: boolean | undefined;
}

function enveloped(body: {
  event_id: string;
  authorizations?: { user_id: string; is_bot: boolean }[];
  is_ext_shared_channel?: boolean;
}): Enveloped {
  return {
    id: body.event_id,
    bot: body.authorizations?.find((authorization) => authorization.is_bot)?.user_id,
    isShared: body.is_ext_shared_channel,
  };
}

/** Of whoever wrote, which in a shared channel may be another than ours. */
function teamOf(event: object): string | undefined {
  return authored.parse(event).user_team ?? authored.parse(event).team;
}

/** What follows the mention of the bot; where its id is not told, the first mention is taken for it. */
function afterMention(text: string, bot: string | undefined): string {
  const mention = new RegExp(`<@${bot ?? '[UW][A-Z0-9]+'}(\\|[^<>]*)?>`).exec(text);
  return mention === null ? text : text.slice(mention.index + mention[0].length);
}
