import { describe, expect, test } from 'vitest';
import { readNumber } from '../../../../../../src/adapters/helpdesk/files/cells/number.ts';

describe('a number is read by what it shows, or what the mapping says', () => {
  test.each([
    ['12', undefined, 12],
    ['12.5', undefined, 12.5],
    ['.5', undefined, 0.5],
    ['-1.5', undefined, -1.5],
    ['−1', undefined, -1],
    ['1e3', undefined, 1000],
    ['1,234.50', undefined, 1234.5],
    ['1.234,50', undefined, 1234.5],
    ['1,234,567', undefined, 1_234_567],
    ['1.234.567', undefined, 1_234_567],
    ['12,34,567.8', undefined, 1_234_567.8],
    ['1 234.5', undefined, 1234.5],
    ['1\u202F234', undefined, 1234],
    ["1'234.50", undefined, 1234.5],
    ['$12.00', undefined, 12],
    ['-$12.00', undefined, -12],
    ['$-12.00', undefined, -12],
    ['($12.00)', undefined, -12],
    ['€ 1.234,50', undefined, 1234.5],
    ['12.50 EUR', undefined, 12.5],
    ['US$12', undefined, 12],
    ['99 kr', undefined, 99],
    ['1,234', '.', 1234],
    ['1,234', ',', 1.234],
    ['12,5', ',', 12.5],
    ['1.250', ',', 1250],
    ['1.250,5', ',', 1250.5],
  ] as const)('%s with decimal %s', (text, decimal, value) => {
    expect(readNumber(text, decimal)).toEqual({ value });
  });
});

describe('what could be two numbers, or is none, is refused', () => {
  test.each([
    ['1,234', undefined, 'decimal: "." or decimal: ","'],
    ['1,5', undefined, 'a number such as 12.5'],
    ['0,234', undefined, 'a number such as 12.5'],
    ['1,23.4', undefined, 'a number'],
    ['1.25,5', ',', 'a number such as 12,5'],
    ['12.', undefined, 'a number'],
    ['', undefined, 'a number'],
    ['many', undefined, 'a number'],
    ['ABC12', undefined, 'a number'],
    ['12 apples', undefined, 'a number'],
    ['1 2', undefined, 'a number'],
    ['NaN', undefined, 'a number'],
    ['1e308', undefined, 'a number of at most'],
    [Infinity, undefined, 'a number'],
    [1e16, undefined, 'a number of at most'],
    [true, undefined, 'a number'],
  ] as const)('%s with decimal %s', (cell, decimal, expected) => {
    expect(readNumber(cell, decimal)).toEqual({ expected: expect.stringContaining(expected) });
  });
});
