import { z } from 'zod';

const text = z.string().min(1);

/** How to reach a workspace. Requests come over HTTP (`signingSecret`) or, without a public address, Socket Mode (`appToken`). */
export const slackSettings = z
  .object({
    botToken: text,
    signingSecret: text.optional(),
    /** Socket Mode is used whenever it is set. */
    appToken: text.optional(),
    /** Another Web API than Slack's own, such as a test's; ends in `/api/` as Slack's does. */
    apiUrl: z.url({ protocol: /^https?$/ }).optional(),
  })
  .refine((settings) => settings.signingSecret !== undefined || settings.appToken !== undefined, {
    message:
      'Slack needs a way to receive: a signing secret (SLACK_SIGNING_SECRET) for HTTP or an app-level token (SLACK_APP_TOKEN) for Socket Mode.',
  });

export type SlackSettings = z.output<typeof slackSettings>;
