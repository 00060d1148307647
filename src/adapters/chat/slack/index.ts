import { definePlatform } from '../platform.ts';
import { slackSettings } from './settings.ts';

export const slack = definePlatform({
  name: 'slack',
  title: 'Slack',
  needs: 'SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET or SLACK_APP_TOKEN',
  settings: slackSettings,
  sources: {
    botToken: { variable: 'SLACK_BOT_TOKEN', key: 'bot_token' },
    signingSecret: { variable: 'SLACK_SIGNING_SECRET', key: 'signing_secret' },
    appToken: { variable: 'SLACK_APP_TOKEN', key: 'app_token' },
    apiUrl: { variable: 'SLACK_API_URL', key: 'api_url' },
    workspaces: { key: 'workspaces' },
  },
  async open(settings, tools) {
    const { openSlack } = await import('./open.ts');
    return openSlack(settings, tools);
  },
});
