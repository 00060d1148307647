import { expect, test } from 'vitest';
import { ianaZone, railsZones } from '../../../../../src/adapters/helpdesk/kit/rails-zones.ts';
import { isTimezone } from '../../../../../src/calendar/zone-name.ts';

test('every zone of Rails is one that the runtime knows', () => {
  expect([...railsZones.values()].filter((zone) => !isTimezone(zone))).toEqual([]);
});

test.each([
  ['Pacific Time (US & Canada)', 'America/Los_Angeles'],
  ['London', 'Europe/London'],
  ["Nuku'alofa", 'Pacific/Tongatapu'],
  ['Europe/Athens', 'Europe/Athens'],
  ['Gotham', undefined],
  ['constructor', undefined],
])('%s is %s', (name, zone) => {
  expect(ianaZone(name)).toBe(zone);
});
