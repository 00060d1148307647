import { z } from 'zod';
import { explainTimezone, isTimezone } from '../../../calendar/zone-name.ts';
import { address } from '../kit/address.ts';

/** One LiveAgent account, as the configuration names it. */
export const liveagentSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('liveagent'),
  /** Scheme and host, such as `https://acme.ladesk.com`, and the path of one that is hosted below one. */
  url: address({ example: 'https://acme.ladesk.com', credentials: 'api_key', mayHavePath: true }),
  /** A key of API v3, which has its own privileges. */
  api_key: z.string().min(1),
  /** A key of API v1, which alone has the ratings. */
  api_key_v1: z.string().min(1).optional(),
  /** The account's time zone, an IANA name: API v1 writes its times in it. */
  timezone: z
    .string()
    .refine(isTimezone, { error: ({ input }) => `expected ${explainTimezone(String(input))}` })
    .default('UTC'),
  /** What the rules' HTTP requests carry, to be told from anybody else's. */
  webhook_secret: z.string().min(16).optional(),
});

export type LiveagentSettings = z.output<typeof liveagentSettings>;
