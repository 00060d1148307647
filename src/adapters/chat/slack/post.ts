import { z } from 'zod';

import type { Address } from '../../../chat.ts';
import type { SlackMessage } from './block.ts';
import { openPace } from './pace.ts';
import { broken, isRefusal } from './refusal.ts';
import { withoutCharts } from './render.ts';
import type { CallSlack } from './web-api.ts';

/** The mark by which a message of ours is found again. */
const metadataType = 'deskpulse_message';

/** Nothing in a message of ours is markup or an address to preview. */
export const literal = { mrkdwn: false, unfurl_links: false, unfurl_media: false } as const;

export interface Post {
  /** @returns the id (`ts`) of the message, which everyone in the conversation sees */
  toAll(to: Address, message: SlackMessage, key?: string): Promise<string>;
  /** Shows the message to one person only, until their client reloads. */
  toOne(to: Address, user: string, message: SlackMessage): Promise<void>;
}

/**
 * Posting; what everyone sees is paced to one message a second in each channel. Each post is one HTTP request; only one that was refused for
 * its blocks is made a second time, without charts.
 * @throws UpstreamError
 */
export function openPost(call: CallSlack): Post {
  const turnIn = openPace();
  return {
    async toAll(to, message, key) {
      await turnIn(to.conversation);
      return repeatWithoutCharts(message, async (message) => {
        const metadata = key === undefined ? {} : { metadata: { event_type: metadataType, event_payload: { key } } };
        const content = { ...addressed(to, message), ...literal, ...metadata };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not a window's
        const posted = await call((client) => client.chat.postMessage(content));
        if (posted.ts === undefined) throw broken('chat.postMessage', new TypeError('the answer has no ts'));
        return posted.ts;
      });
    },
    async toOne(to, user, message) {
      await repeatWithoutCharts(message, (message) =>
        call((client) => client.chat.postEphemeral({ ...addressed(to, message), user })),
      );
    },
  };
}

/**
 * Sends a message; when Slack refuses its blocks (`invalid_blocks`, so nothing was posted) and there are charts among
 * them, which not every workspace knows, sends it once more without.
 */
export async function repeatWithoutCharts<T>(
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    const plain = withoutCharts(message);
    if (!isRefusal(error, 'invalid_blocks') || plain.blocks.length === message.blocks.length) throw error;
    return send(plain);
  }
}

function addressed({ conversation, thread }: Address, { text, blocks }: SlackMessage) {
  return {
    channel: conversation,
    text,
    blocks,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
}

/** Seconds by which Slack's clock may be behind ours. */
const clockMargin = 60;
const pageSize = 200;

const ourMark = z.object({ event_type: z.literal(metadataType), event_payload: z.object({ key: z.string() }) });

/**
 * Looks through a conversation, or the thread in it, for the message posted with `key`.
 * @param since epoch seconds of the earliest moment it may have been posted
 * @returns its id, or undefined once everything since was looked through
 * @throws UpstreamError
 */
export async function findMessage(
  call: CallSlack,
  { to, key, since }: { to: Address; key: string; since: number },
): Promise<string | undefined> {
  let cursor: string | undefined;
  do {
    const page = await readPage(call, { to, since, cursor });
    const found = page.messages?.find(({ metadata }) => ourMark.safeParse(metadata).data?.event_payload.key === key);
    if (found?.ts !== undefined) return found.ts;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return undefined;
}

function readPage(call: CallSlack, { to, since, cursor }: { to: Address; since: number; cursor: string | undefined }) {
  const { thread } = to;
  const page = {
    channel: to.conversation,
    oldest: (since - clockMargin).toFixed(6),
    include_all_metadata: true,
    limit: pageSize,
    ...(cursor === undefined ? {} : { cursor }),
  };
  return thread === undefined
    ? call((client) => client.conversations.history(page))
    : call((client) => client.conversations.replies({ ...page, ts: thread }));
}
