import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { WebhookEvent, WebhookRequest } from '../../../helpdesk.ts';
import { headerOf, isSame, readBody } from '../kit/index.ts';
import { id } from './fields.ts';

/** Intercom drops a notification it could not deliver for two hours; whatever comes later is somebody's recording. */
const longestWaySeconds = 3 * 3600;

const notification = z.object({
  type: z.literal('notification_event'),
  topic: z.string(),
  created_at: z.int(),
  data: z.object({ item: z.object({ type: z.string(), id: id.nullish() }) }),
});

/**
 * What a notification says; undefined when its signature (HMAC-SHA1 of the body, by the app's client secret) does not fit.
 * @param now epoch milliseconds
 */
export function readWebhook(
  request: WebhookRequest,
  { secret, now }: { secret: string; now: number },
): WebhookEvent | undefined {
  const expected = `sha1=${createHmac('sha1', secret).update(request.body).digest('hex')}`;
  if (!isSame(headerOf(request, 'x-hub-signature'), expected)) return undefined;
  const event = readBody(request, notification);
  if (event === undefined || now / 1000 - event.created_at > longestWaySeconds) return undefined;
  const { type, id } = event.data.item;
  return { tickets: type === 'conversation' && id != null ? [id] : [] };
}
