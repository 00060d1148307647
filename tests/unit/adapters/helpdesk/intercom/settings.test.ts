import { expect, test } from 'vitest';
import { intercomSettings } from '../../../../../src/adapters/helpdesk/intercom/settings.ts';

const desk = { name: 'acme', kind: 'intercom', token: 'token' };

test('a workspace lies in the US unless its region says otherwise', () => {
  expect(intercomSettings.parse(desk).region).toBe('us');
  expect(intercomSettings.parse({ ...desk, region: 'eu' }).region).toBe('eu');
});

test.each([
  ['no token', { token: '' }],
  ['another region', { region: 'mars' }],
  ['an address that is not https', { url: 'http://api.intercom.example' }],
  ['an unknown setting', { email: 'bot@acme.example' }],
])('%s is refused', (_, settings) => {
  expect(intercomSettings.safeParse({ ...desk, ...settings }).success).toBe(false);
});
