import { expect, test } from 'vitest';
import { zendeskSettings } from '../../../../../src/adapters/helpdesk/zendesk/settings.ts';

const settings = {
  name: 'acme',
  kind: 'zendesk',
  url: 'https://acme.zendesk.com',
  email: 'bot@acme.example',
  token: 'abc',
};

function problems(changes: Record<string, unknown>): string[] {
  const read = zendeskSettings.safeParse({ ...settings, ...changes });
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test.each([
  'https://acme.zendesk.com',
  'https://acme.zendesk.com/',
  'https://help.acme.example:8443',
  'http://localhost:4010',
  'http://127.0.0.1:4010',
  'http://[::1]:4010',
])('%s is an address', (url) => {
  expect(problems({ url })).toEqual([]);
});

test.each([
  ['acme', 'https://acme.zendesk.com'],
  ['http://acme.zendesk.com', 'http only on this machine'],
  ['ftp://localhost', 'expected https'],
  ['https://acme.zendesk.com/api/v2', 'without /api/v2'],
  ['https://acme.zendesk.com/?page=1', 'without /?page=1'],
  ['https://bot:abc@acme.zendesk.com', 'set email and token'],
])('%s is none, and the message says why', (url, message) => {
  expect(problems({ url })).toEqual([expect.stringMatching(/^url: expected/)]);
  expect(problems({ url })[0]).toContain(message);
});

test('a setting that does not exist is named', () => {
  expect(problems({ password: 'abc' })[0]).toContain('password');
});
