import { z } from 'zod';

import type { Address } from '../../../chat.ts';
import { metadataType } from './post.ts';
import type { CallSlack } from './web-api.ts';

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
