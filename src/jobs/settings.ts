import { z } from 'zod';
import type { Address } from '../chat.ts';
import { readDuration } from '../calendar/duration.ts';
import { explainTimezone, isTimezone } from '../calendar/zone-name.ts';
import { weekdays, type Weekday } from '../calendar/wall.ts';

const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const workdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** `slack:C0123ABCD` or `teams:19:…@thread.tacv2`: the platform, a colon, and the platform's own id. */
export const channelSetting = z
  .string()
  .regex(/^[a-z]+:\S+$/, 'A channel is written platform:id, such as slack:C0123ABCD or teams:19:abc@thread.tacv2.')
  .transform((text): Address => {
    const colon = text.indexOf(':');
    return { platform: text.slice(0, colon), conversation: text.slice(colon + 1) };
  });

/** `30m`, `2h` or `1d`, in seconds. */
export const durationSetting = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/, 'A duration is written 30m, 2h or 1d.')
  .transform(readDuration)
  .pipe(z.number());

const days = z
  .union([z.enum(['daily', 'weekdays']), z.array(z.enum(weekdays)).min(1)])
  .transform((days): readonly Weekday[] => (days === 'daily' ? weekdays : days === 'weekdays' ? workdays : days));

/** A report posted by itself at a local time. Its name is its identity: renaming it makes another digest. */
export const digestSettings = z.strictObject({
  name: z.string().min(1).max(80),
  at: z.string().regex(new RegExp(`^${clock}$`), 'A time of day is written HH:MM, such as 09:00.'),
  days: days.prefault('daily'),
  /** IANA zone of `at`; without it the workspace's. */
  timezone: z
    .string()
    .refine(isTimezone, { error: ({ input }) => `A zone is ${explainTimezone(String(input))}.` })
    .optional(),
  channels: z.array(channelSetting).min(1),
  /** Names of sections, in the order shown; without it all there are. */
  sections: z.array(z.string()).min(1).optional(),
  team: z.string().optional(),
  desk: z.string().optional(),
  /** Epoch seconds from which the digest was wanted. At the first sight of a digest, a run due since then is made up for. */
  since: z.int().min(0).optional(),
});

export type DigestSettings = z.output<typeof digestSettings>;

/** Messages to agents whose tickets are about to breach. */
export const nudgeSettings = z.strictObject({
  enabled: z.boolean().default(true),
  /** How long before the breach; one message for each. */
  before: z.array(durationSetting).min(1).prefault(['30m']),
  /** Local times in which nobody is written to, in the workspace's zone. */
  quiet: z
    .string()
    .regex(new RegExp(`^${clock}-${clock}$`), 'Quiet hours are written HH:MM-HH:MM, such as 18:00-09:00.')
    .optional(),
});

export type NudgeSettings = z.output<typeof nudgeSettings>;
