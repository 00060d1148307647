import { z } from 'zod';
import { address } from '../kit/address.ts';

/** One Zendesk account, as the configuration names it. */
export const zendeskSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('zendesk'),
  /** Scheme and host, such as `https://acme.zendesk.com`. */
  url: address({ example: 'https://acme.zendesk.com', credentials: 'email and token' }),
  /** Of the admin to whom the API token belongs. */
  email: z.email(),
  token: z.string().min(1),
  /** With which Zendesk signs what its webhook sends; without it there are no webhooks. */
  webhook_secret: z.string().min(1).optional(),
});

export type ZendeskSettings = z.output<typeof zendeskSettings>;
