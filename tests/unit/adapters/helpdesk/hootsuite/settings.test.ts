import { expect, test } from 'vitest';
import { hootsuiteSettings } from '../../../../../src/adapters/helpdesk/hootsuite/settings.ts';

const settings = { name: 'social', kind: 'hootsuite', client_id: 'app', client_secret: 'key', organization_id: '7' };

test('an app and an organization are enough: Hootsuite has one address', () => {
  expect(hootsuiteSettings.parse(settings).url).toBe('https://platform.hootsuite.com');
});

test.each([
  ['no app', { client_id: '' }, 'client_id'],
  ['an organization by its name', { organization_id: 'acme' }, 'organization_id'],
  ['an address with a path', { url: 'https://platform.hootsuite.com/v1' }, 'url'],
  ['a setting that does not exist', { refresh_token: 'abc' }, ''],
])('%s is refused, and named', (_, changes, name) => {
  const read = hootsuiteSettings.safeParse({ ...settings, ...changes });
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
});
