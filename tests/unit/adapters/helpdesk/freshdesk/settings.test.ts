import { expect, test } from 'vitest';
import { freshdeskSettings } from '../../../../../src/adapters/helpdesk/freshdesk/settings.ts';

const settings = { name: 'acme', kind: 'freshdesk', url: 'https://acme.freshdesk.com', api_key: 'key' };

test('a name, an address and a key are enough', () => {
  expect(freshdeskSettings.safeParse(settings).success).toBe(true);
});

test.each([
  ['an address with a path', { url: 'https://acme.freshdesk.com/api/v2' }, 'url'],
  ['an address with a key', { url: 'https://key:X@acme.freshdesk.com' }, 'url'],
  ['no key', { api_key: '' }, 'api_key'],
  ['a secret that is guessed', { webhook_secret: 'secret' }, 'webhook_secret'],
])('%s is refused, and named', (_, changes, name) => {
  const read = freshdeskSettings.safeParse({ ...settings, ...changes });
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
});
