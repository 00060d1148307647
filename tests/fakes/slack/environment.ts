import type { LocalSlack } from './server.ts';

/** For the bot's process. */
export function slackEnvironment({ botToken, signingSecret, apiUrl }: LocalSlack): Readonly<Record<string, string>> {
  return { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl };
}
