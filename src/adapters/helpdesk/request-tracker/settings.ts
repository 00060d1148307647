import { z } from 'zod';
import { address } from '../kit/address.ts';

/** One Request Tracker, as the configuration names it. */
export const requestTrackerSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('request-tracker'),
  /** Where its pages begin, such as `https://rt.example.com` or `https://example.com/rt`. */
  url: address({ example: 'https://rt.example.com', credentials: 'token', mayHavePath: true }),
  /** An authentication token of the user whose rights it is read with. */
  token: z.string().min(1),
});

export type RequestTrackerSettings = z.output<typeof requestTrackerSettings>;
