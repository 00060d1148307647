import { expect, test } from 'vitest';
import { asStored } from '../../../src/commands/authorise.ts';

function spell(key: string, value: string): string | undefined {
  return asStored([{ key, values: [value], isNegated: false }])[0]?.values[0];
}

test.each([
  ['weekday', 'monday', '0'],
  ['weekday', 'Tues', '1'],
  ['weekday', 'SUN', '6'],
  ['hour', '09:00', '9'],
  ['hour', '23', '23'],
  ['channel', 'click to-call', 'click_to_call'],
  ['team', 'Tier 2', 'Tier 2'],
])('%s:%s is %s in the facts', (key, typed, expected) => {
  expect(spell(key, typed)).toBe(expected);
});

test.each([
  ['weekday', 'mo'],
  ['weekday', 'constructor'],
  ['hour', '24'],
  ['hour', '9:30'],
])('%s:%s is refused with what was expected', (key, typed) => {
  expect(() => spell(key, typed)).toThrow(`“${typed}” is none`);
});
