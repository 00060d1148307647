import { describe, expect, test } from 'vitest';
import { readInstant } from '../../../../../src/adapters/helpdesk/files/instant.ts';
import { instantsAt } from '../../../../../src/adapters/helpdesk/files/wall-time.ts';

const at = (iso: string) => Date.parse(iso) / 1000;
const athens = { timezone: 'Europe/Athens' };
const greek = { format: 'dd/MM/yyyy HH:mm', timezone: 'Europe/Athens' };

describe('a written time is read as the instant it means', () => {
  test.each([
    ['2026-03-02T08:00:00Z', {}, '2026-03-02T08:00:00Z'],
    ['2026-03-02t08:00z', {}, '2026-03-02T08:00:00Z'],
    ['2026-03-02 08:00:00.999+02:00', {}, '2026-03-02T06:00:00Z'],
    ['2026-03-02T08:00:00-0330', {}, '2026-03-02T11:30:00Z'],
    ['2026-03-02T08:00:00+05', {}, '2026-03-02T03:00:00Z'],
    ['2026-03-02T08:00:00', athens, '2026-03-02T06:00:00Z'],
    ['2026-07-02T08:00:00', athens, '2026-07-02T05:00:00Z'],
    ['2026-03-02', athens, '2026-03-01T22:00:00Z'],
    ['2026-03-02T08:00:00Z', athens, '2026-03-02T08:00:00Z'],
    ['02/07/2026 08:00', greek, '2026-07-02T05:00:00Z'],
    ['02/07/2026 08:00 +02:00', { format: 'dd/MM/yyyy HH:mm xxx' }, '2026-07-02T06:00:00Z'],
    ['1772438400', { format: 't' }, '2026-03-02T08:00:00Z'],
  ])('%s with %o', (text, dates, expected) => {
    expect(readInstant(text, dates)).toEqual({ value: at(expected) });
  });
});

describe('a time that is not one instant is refused, saying why', () => {
  test.each([
    ['2026-03-02T08:00:00', {}, 'offset or Z'],
    ['2026-03-02', {}, 'offset or Z'],
    ['2026-02-30T08:00:00Z', {}, 'that exist'],
    ['2026-03-02T25:00:00Z', {}, 'that exist'],
    ['yesterday', {}, 'ISO 8601'],
    ['1772438400', {}, 'ISO 8601'],
    ['2026-03-29T03:30:00', athens, 'put forward'],
    ['2026-10-25T03:30:00', athens, 'had it twice'],
    ['29/03/2026 03:30', greek, 'put forward'],
    ['31/02/2026 08:00', greek, 'written as dd/MM/yyyy HH:mm'],
  ])('%s with %o', (text, dates, reason) => {
    expect(readInstant(text, dates)).toEqual({ expected: expect.stringContaining(reason) });
  });
});

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
