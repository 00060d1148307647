import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { WebhookEvent, WebhookRequest } from '../../../helpdesk.ts';
import { headerOf, isSame, readBody } from '../kit/index.ts';
import { id } from './fields.ts';

/** Chatwoot sends a webhook at once and does not try again later. */
const longestWaySeconds = 900;

const payload = z.object({
  event: z.string(),
  id: z.unknown().optional(),
  conversation: z.object({ id }).nullish(),
});

/**
 * What a webhook says; undefined when its signature (HMAC-SHA256 of the time and the body) does not fit, or its time.
 * @param now epoch milliseconds
 */
export function readWebhook(
  request: WebhookRequest,
  { secret, now }: { secret: string; now: number },
): WebhookEvent | undefined {
  const sentAt = headerOf(request, 'x-chatwoot-timestamp');
  const digest = createHmac('sha256', secret).update(`${sentAt}.`).update(request.body).digest('hex');
  if (!isSame(headerOf(request, 'x-chatwoot-signature'), `sha256=${digest}`)) return undefined;
  const body = readBody(request, payload);
  if (body === undefined || !(Math.abs(now / 1000 - Number(sentAt)) <= longestWaySeconds)) return undefined;
  // A conversation's own events are its row; a message's name the conversation.
  const own = body.event.startsWith('conversation_') ? id.safeParse(body.id).data : undefined;
  const ticket = body.conversation?.id ?? own;
  return { tickets: ticket === undefined ? [] : [ticket] };
}
