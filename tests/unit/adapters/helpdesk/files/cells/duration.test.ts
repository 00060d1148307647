import { describe, expect, test } from 'vitest';
import { findUnit, readDuration, type Unit } from '../../../../../../src/adapters/helpdesk/files/cells/duration.ts';

const read = (cell: unknown, unit: Unit = 'seconds') => readDuration(cell, { unit, decimal: undefined });

describe('a length of time is read as it is written', () => {
  test.each([
    ['90', 'seconds', 90],
    [1.5, 'hours', 5400],
    ['1.5', 'days', 129_600],
    ['250', 'milliseconds', 0.25],
    ['01:30:00', 'seconds', 5400],
    ['01:30:00', 'hours', 5400],
    ['100:00:01', 'seconds', 360_001],
    ['2 days 03:04:05', 'seconds', 183_845],
    ['1 day, 2:03:04', 'seconds', 93_784],
    ['1.02:03:04', 'seconds', 93_784],
    ['1:30', 'hours', 5400],
    ['1:30', 'HH:MM', 5400],
    ['1:30', 'minutes', 90],
    ['1:30', 'MM:SS', 90],
    ['1 d 2 h', 'seconds', 93_600],
    ['1d2h3m4s', 'seconds', 93_784],
    ['2 hours and 5 minutes', 'seconds', 7500],
    ['1.5 hrs', 'seconds', 5400],
    ['PT1H30M', 'seconds', 5400],
    ['P1DT2H', 'seconds', 93_600],
    [new Date('1899-12-30T01:30:00Z'), 'seconds', 5400],
  ] as const)('%s in %s', (cell, unit, seconds) => {
    expect(read(cell, unit)).toEqual({ value: { seconds, months: 0 } });
  });

  test.each([
    ['3', 'months', 3],
    ['2', 'years', 24],
    ['3 months', 'days', 3],
    ['P1Y2M', 'days', 14],
  ] as const)('and months are no minutes: %s in %s', (cell, unit, months) => {
    expect(read(cell, unit)).toEqual({ value: { seconds: 0, months } });
  });
});

describe('what is no length of time, or could be two, is refused', () => {
  test.each([
    ['-1', 'hours', '0 or more'],
    ['-01:00:00', 'seconds', '0 or more'],
    ['1:30', 'seconds', 'unit: HH:MM or unit: MM:SS'],
    ['1:75', 'hours', 'a number'],
    ['01:75:00', 'seconds', 'a number'],
    ['5', 'HH:MM', 'written as HH:MM'],
    ['1.5', 'months', 'whole months'],
    ['1 M', 'seconds', 'a duration such as'],
    ['long', 'hours', 'a duration such as'],
    ['1 h soon', 'hours', 'a duration such as'],
    ['', 'hours', 'a number'],
    [new Date('2026-01-01T00:00:00Z'), 'seconds', 'not a date'],
  ] as const)('%s in %s', (cell, unit, expected) => {
    expect(read(cell, unit)).toEqual({ expected: expect.stringContaining(expected) });
  });
});

test('a unit has several names, of which m is minutes and M none', () => {
  expect(['s', 'm', 'hrs', 'd', 'mo', 'Months', 'hh:mm'].map(findUnit)).toEqual([
    'seconds',
    'minutes',
    'hours',
    'days',
    'months',
    'months',
    'HH:MM',
  ]);
  expect(['M', 'fortnight', 'constructor', ''].map(findUnit)).toEqual([undefined, undefined, undefined, undefined]);
});
