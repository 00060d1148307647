import { z } from 'zod';
import type { Call, Heard } from '../../../helpdesk.ts';
import { headerOf, isSame, readBody } from '../kit/webhook.ts';

/** Freshdesk signs nothing, and sends along whatever header an automation rule sets. */
const secretHeader = 'x-deskpulse-secret';

/** Templates write the id with a `#` in front. */
const id = z.union([z.int().min(1), z.string().regex(/^#?[1-9]\d*$/)]).transform((id) => String(id).replace('#', ''));
const ticket = z.object({ ticket_id: id });
/** As the rule's simple form has it, or with a body of one's own. */
const message = z.union([z.object({ freshdesk_webhook: ticket }).transform((body) => body.freshdesk_webhook), ticket]);

/** What a webhook's request says, when it brings the secret. */
export function hear(call: Call, secret: string): Heard | undefined {
  if (!isSame(headerOf(call, secretHeader), secret)) return undefined;
  const body = readBody(call, message);
  return body && { tickets: [body.ticket_id] };
}
