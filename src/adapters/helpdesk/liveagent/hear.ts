import { z } from 'zod';
import type { Call, Heard } from '../../../helpdesk.ts';
import { headerOf, isSame, readBody } from '../kit/webhook.ts';

const said = z.object({ ticket: z.string().min(1).max(64) });

/** LiveAgent signs nothing: its rules send what one writes into them, here the secret in a header and the ticket in the body. */
export function hear(call: Call, secret: string): Heard | undefined {
  if (!isSame(headerOf(call, 'x-deskpulse-secret'), secret)) return undefined;
  const body = readBody(call, said);
  return body && { tickets: [body.ticket] };
}
