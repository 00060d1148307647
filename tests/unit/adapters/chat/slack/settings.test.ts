import { expect, test } from 'vitest';
import { z } from 'zod';

import { slackSettings } from '../../../../../src/adapters/chat/slack/settings.ts';

test.each([
  ['a signing secret', { botToken: 'xoxb-1', signingSecret: 's' }],
  ['an app-level token', { botToken: 'xoxb-1', appToken: 'xapp-1' }],
  ['another Web API', { botToken: 'xoxb-1', signingSecret: 's', apiUrl: 'http://127.0.0.1:4003/api/' }],
])('settings with %s are enough', (_, settings) => {
  expect(slackSettings.parse(settings)).toEqual(settings);
});

test.each([
  ['no way to receive', { botToken: 'xoxb-1' }, /SLACK_SIGNING_SECRET.*SLACK_APP_TOKEN/],
  ['no bot token', { signingSecret: 's' }, /botToken/],
  ['an empty secret, which would sign anything', { botToken: 'xoxb-1', signingSecret: '' }, /signingSecret/],
  ['an address that is none', { botToken: 'xoxb-1', signingSecret: 's', apiUrl: 'slack' }, /apiUrl/],
])('settings with %s are refused with words that help', (_, settings, expected) => {
  const result = slackSettings.safeParse(settings);

  expect(result.success).toBe(false);
  expect(z.prettifyError(result.error ?? new z.ZodError([]))).toMatch(expected);
});
