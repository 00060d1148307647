import { z } from 'zod';
import { address } from '../kit/address.ts';

/** One account of a Chatwoot, in the Cloud or hosted by oneself, as the configuration names it. */
export const chatwootSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('chatwoot'),
  /** Such as `https://app.chatwoot.com`; it may stand below a path. */
  url: address({ example: 'https://app.chatwoot.com', credentials: 'token', mayHavePath: true }),
  /** The account's number, as it stands in Chatwoot's own addresses. */
  account: z.int().min(1),
  /** An administrator's access token. */
  token: z.string().min(1),
  /** Of the webhook that tells this desk. */
  webhook_secret: z.string().min(1).optional(),
  /** What this Chatwoot takes from one address (`RACK_ATTACK_LIMIT`); a tenth of it is left to others. */
  requests_per_minute: z.int().min(10).default(3000),
});

export type ChatwootSettings = z.output<typeof chatwootSettings>;
