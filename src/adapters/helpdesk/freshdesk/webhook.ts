import { z } from 'zod';
import type { WebhookEvent, WebhookRequest } from '../../../helpdesk.ts';
import { headerOf, isSame, readBody } from '../kit/index.ts';

/** Freshdesk signs nothing, and sends along whatever header an automation rule sets. */
const secretHeader = 'x-deskpulse-secret';

/** Templates write the id with a `#` in front. */
const id = z.union([z.int().min(1), z.string().regex(/^#?[1-9]\d*$/)]).transform((id) => String(id).replace('#', ''));
const ticket = z.object({ ticket_id: id });
/** As the rule's simple form has it, or with a body of one's own. */
const message = z.union([z.object({ freshdesk_webhook: ticket }).transform((body) => body.freshdesk_webhook), ticket]);

/** What a webhook's request says, when it brings the secret. */
export function readWebhook(request: WebhookRequest, secret: string): WebhookEvent | undefined {
  if (!isSame(headerOf(request, secretHeader), secret)) return undefined;
  const body = readBody(request, message);
  return body && { tickets: [body.ticket_id] };
}
