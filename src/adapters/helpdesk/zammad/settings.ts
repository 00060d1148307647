import { z } from 'zod';
import { address } from '../kit/address.ts';

/** Minutes in each unit that Zammad may be set to account time in. */
const units = { minute: 1, quarter: 15, hour: 60 } as const;

/** One Zammad, as the configuration names it. */
export const zammadSettings = z.strictObject({
  /** The desk's name in Deskpulse. */
  name: z.string().min(1),
  kind: z.literal('zammad'),
  /** Where its pages begin, such as `https://acme.zammad.com`. */
  url: address({ example: 'https://acme.zammad.com', credentials: 'token', mayHavePath: true }),
  /** An access token of an agent who may read every group. */
  token: z.string().min(1),
  /** Names of the roles that make a user an agent. */
  agent_roles: z.array(z.string().min(1)).min(1).default(['Agent', 'Admin']),
  /** What a figure of its time accounting stands for; unless given, handle times are not read. */
  time_unit: z.enum(['minute', 'quarter', 'hour']).optional(),
});

export type ZammadSettings = z.output<typeof zammadSettings>;

/** Seconds in the unit that time is accounted in; null where that is not known. */
export function secondsInUnit({ time_unit }: ZammadSettings): number | null {
  return time_unit === undefined ? null : units[time_unit] * 60;
}
