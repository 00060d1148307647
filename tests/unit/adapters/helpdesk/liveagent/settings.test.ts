import { expect, test } from 'vitest';
import { instant, maybeInstant } from '../../../../../src/adapters/helpdesk/liveagent/fields.ts';
import { liveagentSettings } from '../../../../../src/adapters/helpdesk/liveagent/settings.ts';

const least = { name: 'acme', kind: 'liveagent', url: 'https://acme.ladesk.com', api_key: 'k' };

test('the least that a desk needs is its address and a key; the account’s zone is UTC unless said', () => {
  expect(liveagentSettings.parse(least)).toEqual({ ...least, timezone: 'UTC' });
});

test.each([
  ['a zone that is none', { timezone: 'Phoenix' }, 'timezone'],
  ['a secret that can be guessed', { webhook_secret: 'secret' }, 'webhook_secret'],
  ['an address without https', { url: 'http://acme.ladesk.com' }, 'url'],
  ['an unknown setting', { token: 'x' }, ''],
])('%s is refused', (_, wrong, field) => {
  const { error } = liveagentSettings.safeParse({ ...least, ...wrong });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

test('an account may stand below a path of a host of one’s own', () => {
  expect(liveagentSettings.parse({ ...least, url: 'https://acme.example/liveagent' }).url).toContain('/liveagent');
});

test.each([
  ['2026-03-02 09:00:00', 1_772_442_000],
  ['2026-03-02T09:00:00Z', 1_772_442_000],
  ['2026-03-02T09:00:00+01:00', 1_772_438_400],
  ['2026-03-02 09:00:00.250', 1_772_442_000],
])('the time %s is an instant', (text, second) => {
  expect(instant.parse(text)).toBe(second);
});

test.each(['2026-03-02', '02.03.2026 09:00', '2026-13-02 09:00:00', '0000-00-00 00:00:00'])('%s is none', (text) => {
  expect(instant.safeParse(text).success).toBe(false);
});

test('what never happened is unknown', () => {
  expect([null, undefined, ''].map((text) => maybeInstant.parse(text))).toEqual([null, null, null]);
});
