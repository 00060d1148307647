import { expect, test } from 'vitest';
import { chatwootSettings } from '../../../../../src/adapters/helpdesk/chatwoot/settings.ts';

const desk = { name: 'acme', kind: 'chatwoot', url: 'https://app.chatwoot.com', account: 3, token: 'token' };

test.each([
  ['in the Cloud', {}],
  ['below a path', { url: 'https://acme.example/chat' }],
  ['with limits and a webhook of its own', { requests_per_minute: 600, webhook_secret: 'secret' }],
])('an account %s is taken', (_, settings) => {
  expect(chatwootSettings.parse({ ...desk, ...settings })).toMatchObject(settings);
});

test('Chatwoot’s own limit holds unless another is set', () => {
  expect(chatwootSettings.parse(desk).requests_per_minute).toBe(3000);
});

test.each([
  ['no account', { account: undefined }],
  ['an account by name', { account: 'Acme' }],
  ['an address that is not https', { url: 'http://acme.example' }],
  ['no requests at all', { requests_per_minute: 0 }],
  ['an unknown setting', { region: 'eu' }],
])('%s is refused', (_, settings) => {
  expect(chatwootSettings.safeParse({ ...desk, ...settings }).success).toBe(false);
});
