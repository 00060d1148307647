import { expect, test } from 'vitest';
import { explainTimezone, isTimezone, zonesMeantBy } from '../../../src/calendar/zone-name.ts';

test.each(['Europe/Athens', 'UTC', 'America/Argentina/Buenos_Aires', 'europe/athens', '+02:00', '-0330', '+05', 'utc'])(
  '%s is a zone',
  (name) => {
    expect(isTimezone(name)).toBe(true);
  },
);

test.each([
  '',
  'Athens',
  'Europe/Atlantis',
  'GMT+99',
  'now',
  '+2',
  '+25:00',
  'EST',
  'CET',
  'BST',
  'GMT',
  'Japan',
  'EST5EDT',
])('“%s” is no zone', (name) => {
  expect(isTimezone(name)).toBe(false);
});

test('every zone the runtime lists is one, and its abbreviations are not', () => {
  const names = Intl.supportedValuesOf('timeZone');
  expect(names.filter((name) => !isTimezone(name))).toEqual([]);
});

test.each([
  ['BST', ['Europe/London', 'Asia/Dhaka']],
  ['est', ['America/New_York', 'America/Toronto', 'America/Panama']],
  ['Athens', ['Europe/Athens']],
  ['New York', ['America/New_York']],
  ['Japan', ['Asia/Tokyo']],
  ['Europe/Atlantis', []],
  ['', []],
])('“%s” may be meant for %o', (name, zones) => {
  expect(zonesMeantBy(name)).toEqual(zones);
  expect(zones.filter((zone) => !isTimezone(zone))).toEqual([]);
});

test('what should have stood there names the zones that may be meant', () => {
  expect(explainTimezone('BST')).toBe('an IANA zone such as Europe/Athens (BST may mean Europe/London or Asia/Dhaka)');
  expect(explainTimezone('Gotham')).toBe('an IANA zone such as Europe/Athens');
});
