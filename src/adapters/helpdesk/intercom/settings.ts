import { z } from 'zod';
import { address } from '../kit/address.ts';

/** Where a workspace's data lives decides which host answers. */
export const regions = {
  us: { api: 'https://api.intercom.io', app: 'https://app.intercom.com' },
  eu: { api: 'https://api.eu.intercom.io', app: 'https://app.eu.intercom.com' },
  au: { api: 'https://api.au.intercom.io', app: 'https://app.au.intercom.com' },
} as const;

/** One Intercom workspace, as the configuration names it. */
export const intercomSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('intercom'),
  region: z.enum(['us', 'eu', 'au']).default('us'),
  /** In place of the region's own address: a proxy, or a server for tests. */
  url: address({ example: 'https://api.intercom.io', credentials: 'token' }).optional(),
  /** Of an app of the workspace's own. */
  token: z.string().min(1),
  /** That app's client secret, by which Intercom signs its webhooks. */
  webhook_secret: z.string().min(1).optional(),
});

export type IntercomSettings = z.output<typeof intercomSettings>;
