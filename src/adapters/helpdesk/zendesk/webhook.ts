import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { WebhookEvent, WebhookRequest } from '../../../helpdesk.ts';
import { headerOf, isSame, readBody, type Clock } from '../kit/index.ts';

/** How old a request may be, or how far ahead of our clock: long enough for Zendesk's own retries, too short to be of use to who overheard it. */
const freshMs = 5 * 60_000;

const id = z.union([z.int().min(1).transform(String), z.string().regex(/^\d+$/)]);

/** What the account's own trigger was told to send, or what a webhook that subscribed to events gets; of others there is nothing to read. */
const named = z.union([
  z.object({ ticket_id: id }).transform(({ ticket_id }) => [ticket_id]),
  z
    .object({ subject: z.string().regex(/^zen:ticket:\d+$/) })
    .transform(({ subject }) => [subject.slice('zen:ticket:'.length)]),
  z.looseObject({}).transform(() => []),
]);

/** The ticket a webhook's request is about, when it is signed with the secret and fresh. */
export function readWebhook(
  request: WebhookRequest,
  { secret, clock }: { secret: string; clock: Clock },
): WebhookEvent | undefined {
  const stamp = headerOf(request, 'x-zendesk-webhook-signature-timestamp');
  const signature = createHmac('sha256', secret).update(stamp).update(request.body).digest('base64');
  if (!isSame(headerOf(request, 'x-zendesk-webhook-signature'), signature)) return undefined;
  if (!(Math.abs(clock.now() - Date.parse(stamp)) <= freshMs)) return undefined;
  const tickets = readBody(request, named);
  return tickets && { tickets };
}
