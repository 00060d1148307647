import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText, escapeJson } from '../../../src/text/clean.ts';

describe('cleaned text', () => {
  test.each([
    ['NUL', 'a\u0000b', 'ab'],
    ['a backspace', 'a\bb', 'ab'],
    ['DEL', 'a\u007Fb', 'ab'],
    ['a colour sequence', 'a\u001B[31mb', 'ab'],
    ['a sequence that begins with U+009B', 'a\u009B31mb', 'ab'],
    ['a title sequence', 'a\u001B]0;title\u0007b', 'ab'],
    ['a link sequence', 'a\u001B]8;;https://evil.example\u0007b\u001B]8;;\u0007', 'ab'],
    ['a lone ESC', 'a\u001B', 'a'],
    ['a lone U+009B', 'a\u009B', 'a'],
    ['other C1 controls', 'a\u0080\u0090\u009Fb', 'ab'],
    ['an embedding', 'a\u202Ab\u202C', 'ab'],
    ['an override', 'a\u202Egnp.exe', 'agnp.exe'],
    ['an isolate', 'a\u2067b\u2069', 'ab'],
    ['half a surrogate pair', 'a\uD800b', 'a\uFFFDb'],
  ])('has no %s', (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test('keeps its lines, however they were broken, and its tabs', () => {
    expect(cleanText('a\r\nb\rc\u0085d\u2028e\u2029f\tg')).toBe('a\nb\nc\nd\ne\nf\tg');
    expect(cleanLine(' a\r\nb\tc ')).toBe('a b c');
  });

  test.each(['דנה כהן', 'أحمد علي', 'שלום (VIP)\u200F', 'A\u200E ב', '\u061Cعمر', 'né̂e', '👩‍👩‍👧', '請求'])(
    'leaves %s as it is',
    (text) => {
      expect(cleanText(text)).toBe(text);
      expect(cleanLine(text)).toBe(text);
    },
  );

  test('is clean whatever it was, and cleaning it again changes nothing', () => {
    const hostile = fc.string({
      unit: fc.oneof(fc.constantFrom('\u001B', '\u009B', '[', ']', ';', 'm', '\u0007'), fc.string()),
    });
    fc.assert(
      fc.property(hostile, (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});

test('JSON shows none of it, and says the same', () => {
  const data = { name: 'a\u009B31m\u202E\u2066\u0085\u001B\u007F\u2028שלום' };
  const json = escapeJson(JSON.stringify(data));
  expect(json).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
  expect(JSON.parse(json)).toEqual(data);
});
