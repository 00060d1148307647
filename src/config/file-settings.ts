import { z } from 'zod';
import { deskSettings } from '../adapters/helpdesk/index.ts';
import { explainTimezone, isTimezone } from '../calendar/zone-name.ts';
import { goalSettings, memberSettings } from '../commands/settings.ts';
import { digestSettings, durationSetting, nudgeSettings } from '../jobs/settings.ts';
import { scheduleSettings, slaSettings } from '../jobs/sla/settings.ts';
import { chatFileSettings } from './chats.ts';

const timezone = z.string().refine(isTimezone, { error: ({ input }) => `expected ${explainTimezone(String(input))}` });

/** deskpulse.yaml. Its JSON schema, for editors, is deskpulse.schema.json. */
export const fileSettings = z.strictObject({
  timezone: timezone.default('UTC').describe('IANA zone of the workspace; days and weeks begin by it'),
  week_start: z.enum(['monday', 'sunday', 'saturday']).default('monday').describe('The day on which weeks begin'),
  desks: z.array(deskSettings).default([]).describe('Helpdesk accounts to read'),
  sync_every: durationSetting.prefault('5m').describe('How often each desk is read'),
  ...(chatFileSettings as object),
  digests: z.array(digestSettings).default([]).describe('Reports posted by themselves'),
  nudges: nudgeSettings.prefault({}).describe('Messages to agents whose tickets are about to breach'),
  schedules: z.array(scheduleSettings).default([]).describe('Opening hours; of those for a desk the first is its own'),
  slas: z.array(slaSettings).default([]).describe('What tickets are promised; the first that fits a ticket holds'),
  goals: goalSettings.prefault({}).describe('Targets by metric, such as csat: ">= 90" or frt: "<= 4h"'),
  people: z.array(memberSettings).default([]).describe('Who may see what; others see team figures'),
  privacy: z
    .strictObject({
      individuals: z.enum(['on', 'off']).default('on').describe('off: nobody sees figures about named agents'),
    })
    .prefault({}),
});

export type FileSettings = z.output<typeof fileSettings>;
