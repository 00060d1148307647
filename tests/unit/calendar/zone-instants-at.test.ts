import { expect, test } from 'vitest';
import { instantsAt } from '../../../src/calendar/zone.ts';

const at = (iso: string) => Date.parse(iso) / 1000;

test.each([
  ['2026-03-29T02:59:59Z', ['2026-03-29T00:59:59Z']],
  ['2026-03-29T03:00:00Z', []],
  ['2026-03-29T04:00:00Z', ['2026-03-29T01:00:00Z']],
  ['2026-10-25T02:59:59Z', ['2026-10-24T23:59:59Z']],
  ['2026-10-25T03:00:00Z', ['2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z']],
  ['2026-10-25T04:00:00Z', ['2026-10-25T02:00:00Z']],
])('Athens shows %s at %o', (wall, instants) => {
  expect(instantsAt(at(wall), 'Europe/Athens')).toEqual(instants.map(at));
});
