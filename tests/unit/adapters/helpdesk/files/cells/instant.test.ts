import { describe, expect, test } from 'vitest';
import { readInstant } from '../../../../../../src/adapters/helpdesk/files/cells/instant.ts';

const now = Date.parse('2026-11-28T12:00:00Z') / 1000;
const at = (iso: string) => Date.parse(iso) / 1000;
const athens = { timezone: 'Europe/Athens' };
const greek = { formats: ['dd/MM/yyyy HH:mm'], timezone: 'Europe/Athens' };

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
    ['02/07/2026 08:00 +02:00', { formats: ['dd/MM/yyyy HH:mm xxx'] }, '2026-07-02T06:00:00Z'],
    ['1772438400', { formats: ['t'] }, '2026-03-02T08:00:00Z'],
    [1772438400.9, { formats: ['seconds'] }, '2026-03-02T08:00:00Z'],
    ['1772438400123', { formats: ['milliseconds'] }, '2026-03-02T08:00:00Z'],
    ['2026-07-02T08:00:00Z', greek, '2026-07-02T08:00:00Z'],
    ['2026-03-02 08:00:00 UTC', {}, '2026-03-02T08:00:00Z'],
    ['2026-03-02 08:00:00 +0200', {}, '2026-03-02T06:00:00Z'],
    ['02/07/2026 08:00 UTC', greek, '2026-07-02T08:00:00Z'],
    ['02/07/26 08:00', { formats: ['dd/MM/yy HH:mm'], timezone: 'UTC' }, '2026-07-02T08:00:00Z'],
    ['02/07/99', { formats: ['dd/MM/yy'], timezone: 'UTC' }, '1999-07-02T00:00:00Z'],
    ['05-Jan-2026 02:30 PM', { formats: ['dd-MMM-yyyy hh:mm a'], timezone: 'UTC' }, '2026-01-05T14:30:00Z'],
    [
      'Jan 5, 2026, 2:30\u202FPM',
      { formats: ['dd-MMM-yyyy hh:mm a', 'MMM d, yyyy, h:mm a'], timezone: 'UTC' },
      '2026-01-05T14:30:00Z',
    ],
    [new Date('2026-07-02T07:59:59.9995Z'), athens, '2026-07-02T05:00:00Z'],
  ])('%s with %o', (text, dates, expected) => {
    expect(readInstant(text, { ...dates, now })).toEqual({ value: at(expected) });
  });
});

describe('a time that is not one instant is refused, saying why', () => {
  test.each([
    ['2026-03-02T08:00:00', {}, 'offset or Z'],
    ['2026-03-02', {}, 'offset or Z'],
    ['2026-02-30T08:00:00Z', {}, 'that exist'],
    ['2026-03-02T25:00:00Z', {}, 'that exist'],
    ['yesterday', {}, 'ISO 8601'],
    ['1772438400', {}, 'format: seconds in a mapping'],
    ['1772438400000', {}, 'format: milliseconds in a mapping'],
    ['2026-03-02 08:00 BST', athens, 'BST, which may mean Europe/London or Asia/Dhaka'],
    ['02/07/2026 08:00 CET', greek, 'instead of CET'],
    ['5', { formats: ['dd/MM/yyyy'] }, 'written as dd/MM/yyyy'],
    [true, {}, 'a time'],
    ['2026-03-29T03:30:00', athens, 'put forward'],
    ['2026-10-25T03:30:00', athens, 'had it twice'],
    ['29/03/2026 03:30', greek, 'put forward'],
    ['31/02/2026 08:00', greek, 'written as dd/MM/yyyy HH:mm'],
  ])('%s with %o', (text, dates, reason) => {
    expect(readInstant(text, { ...dates, now })).toEqual({ expected: expect.stringContaining(reason) });
  });
});
