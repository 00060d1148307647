import { expect, test } from 'vitest';
import { durationText, formatDuration, readDuration, secondsIn } from '../../../src/calendar/duration.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../../../src/calendar/units.ts';

test.each([
  ['45s', 45],
  ['30m', 30 * MINUTE],
  ['90min', 90 * MINUTE],
  ['1.5h', 1.5 * HOUR],
  ['36 hours', 36 * HOUR],
  ['7d', 7 * DAY],
  ['2 weeks', 2 * WEEK],
  ['0m', 0],
  ['-4h', -4 * HOUR],
])('%s is read as seconds', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});

test.each(['', '30', 'm', '30  m', '3 months', '1e3h', '3 D', ' 3d', '3d ', '1.h', '.5h', '3 days ago'])(
  '%j is no duration',
  (text) => {
    expect(readDuration(text)).toBeUndefined();
  },
);

test('a unit goes by many words, and m is minutes', () => {
  expect(['s', 'm', 'min', 'hrs', 'day', 'wk'].map(secondsIn)).toEqual([1, MINUTE, MINUTE, HOUR, DAY, WEEK]);
  expect(['', 'mo', 'constructor', 'Days'].map(secondsIn)).toEqual([undefined, undefined, undefined, undefined]);
});

test.each([MINUTE, 45 * MINUTE, 90 * MINUTE, HOUR, 36 * HOUR, DAY, 90 * DAY])(
  '%i seconds are written so that they read back as the same',
  (seconds) => {
    expect(readDuration(durationText(seconds))).toBe(seconds);
  },
);

test('durations are written in the largest unit that is whole', () => {
  expect([7 * DAY, 36 * HOUR, 90 * MINUTE].map(durationText)).toEqual(['7d', '36h', '90min']);
});

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [150, '2 min 30 s'],
  [HOUR - 1, '59 min 59 s'],
  [HOUR, '1 h'],
  [72 * MINUTE + 29, '1 h 12 min'],
  [DAY - 1, '24 h'],
  [3 * DAY + 4 * HOUR + 20 * MINUTE, '3 d 4 h'],
  [1500 * DAY, '1,500 d'],
  [-150, '−2 min 30 s'],
])('%d seconds are shown to people as %s', (seconds, shown) => {
  expect(formatDuration(seconds)).toBe(shown);
});
