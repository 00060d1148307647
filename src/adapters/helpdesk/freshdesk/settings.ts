import { z } from 'zod';
import { address } from '../kit/address.ts';

/** One Freshdesk account, as the configuration names it. */
export const freshdeskSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('freshdesk'),
  /** Scheme and host of the account itself, such as `https://acme.freshdesk.com`: the API knows no host of one's own. */
  url: address({ example: 'https://acme.freshdesk.com', credentials: 'api_key' }),
  /** Of an admin who sees all tickets. */
  api_key: z.string().min(1),
  /** What a webhook brings along in its header `X-Deskpulse-Secret`. */
  webhook_secret: z.string().min(16).optional(),
});

export type FreshdeskSettings = z.output<typeof freshdeskSettings>;
