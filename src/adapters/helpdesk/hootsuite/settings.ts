import { z } from 'zod';
import { address } from '../kit/address.ts';

/** One Hootsuite organization, as the configuration names it. */
export const hootsuiteSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('hootsuite'),
  url: address({ example: 'https://platform.hootsuite.com', credentials: 'client_id and client_secret' }).default(
    'https://platform.hootsuite.com',
  ),
  /** Of an app that Hootsuite has linked to the organization. */
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  organization_id: z.string().regex(/^\d+$/, 'expected the number of the organization, in quotes'),
});

export type HootsuiteSettings = z.output<typeof hootsuiteSettings>;
