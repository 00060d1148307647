import { z } from 'zod';

const text = z.string().min(1);

/** How to reach a workspace. Requests come over HTTP (`signingSecret`) or, without a public address, Socket Mode (`appToken`). */
export const slackSettings = z
  .object({
    botToken: text,
    signingSecret: text.optional().describe('For requests over HTTP'),
    appToken: text.optional().describe('For Socket Mode, which is used whenever this is set'),
    /** Such as a test's; ends in `/api/` as Slack's does. */
    apiUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Another Web API than Slack’s own'),
    workspaces: z
      .array(
        z.string().regex(/^[TE][A-Z0-9]+$/, 'expected the id of a workspace or an organisation, such as T0123ABCD'),
      )
      .optional()
      .describe('Other workspaces (T…) and Enterprise Grid organisations (E…) whose members are answered too'),
  })
  .refine((settings) => settings.signingSecret !== undefined || settings.appToken !== undefined, {
    message:
      'Slack needs a way to receive: a signing secret (SLACK_SIGNING_SECRET) for HTTP or an app-level token (SLACK_APP_TOKEN) for Socket Mode.',
  });

export type SlackSettings = z.output<typeof slackSettings>;
