import { z } from 'zod';
import { deskSettings } from '../adapters/helpdesk/index.ts';
import { explainTimezone, isTimezone } from '../calendar/zone-name.ts';
import { goalSettings, memberSettings } from '../commands/settings.ts';
import { digestSettings, durationSetting, nudgeSettings } from '../jobs/settings.ts';
import { scheduleSettings, slaSettings } from '../jobs/sla/settings.ts';

const text = z.string().min(1);
const timezone = z.string().refine(isTimezone, { error: ({ input }) => `expected ${explainTimezone(String(input))}` });

const slack = z
  .strictObject({
    bot_token: text.optional(),
    signing_secret: text.optional().describe('For requests over HTTP'),
    app_token: text.optional().describe('For Socket Mode, which is used whenever this is set'),
    api_url: text.optional().describe('Another Web API than Slack’s own'),
  })
  .describe('As in the environment: SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_API_URL');

const teams = z
  .strictObject({
    app_id: text.optional(),
    app_password: text.optional(),
    tenant_id: text.optional().describe('When given, only people of this tenant are heard'),
    app_type: z.enum(['MultiTenant', 'SingleTenant']).optional(),
    service_url_hosts: z.array(text).optional().describe('Hosts that may call themselves Teams, for private clouds'),
  })
  .describe('As in the environment: MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, MicrosoftAppType');

/** deskpulse.yaml. Its JSON schema, for editors, is deskpulse.schema.json. */
export const fileSettings = z.strictObject({
  timezone: timezone.default('UTC').describe('IANA zone of the workspace; days and weeks begin by it'),
  week_start: z.enum(['monday', 'sunday', 'saturday']).default('monday').describe('The day on which weeks begin'),
  desks: z.array(deskSettings).default([]).describe('Helpdesk accounts to read'),
  sync_every: durationSetting.prefault('5m').describe('How often each desk is read'),
  slack: slack.optional(),
  teams: teams.optional(),
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
