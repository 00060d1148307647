import type { Address } from '../../../chat.ts';
import type { SlackMessage } from './block.ts';
import { openPace } from './pace.ts';
import { broken, isRefusal } from './refusal.ts';
import { withoutCharts } from './render.ts';
import type { CallSlack } from './web-api.ts';

/** The mark by which a message of ours is found again. */
export const metadataType = 'deskpulse_message';

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
