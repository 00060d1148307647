import { z } from 'zod';
import type { WebhookEvent, WebhookRequest } from '../../../helpdesk.ts';
import { headerOf, isSame, readBody } from '../kit/index.ts';

const said = z.object({ ticket: z.string().min(1).max(64) });

/** LiveAgent signs nothing: its rules send what one writes into them, here the secret in a header and the ticket in the body. */
export function readWebhook(request: WebhookRequest, secret: string): WebhookEvent | undefined {
  if (!isSame(headerOf(request, 'x-deskpulse-secret'), secret)) return undefined;
  const body = readBody(request, said);
  return body && { tickets: [body.ticket] };
}
