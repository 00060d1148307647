import { expect, test } from 'vitest';
import { fold, normalise } from '../../../../src/commands/grammar/words.ts';

test.each([
  ['ｃｓａｔ', 'csat'],
  ['last ۷ days, ٣ weeks', 'last 7 days, 3 weeks'],
  ['team:“tier 2”', 'team:"tier 2"'],
  ['«last week»', '"last week"'],
  ['\u200ecsat\u200f', 'csat'],
  ['R&amp;D &lt;3', 'R&D <3'],
  ['&amp;lt;', '&lt;'],
  ['<@U1> <@U1|ana> <#C1|help>', '@U1 @"ana" C1'],
  ['team:"ｘ & &amp; ‘y’"', 'team:"ｘ & &amp; ‘y’"'],
  ['"no end ５', '"no end 5'],
])('“%s” is read as “%s”', (text, expected) => {
  expect(normalise(text)).toBe(expected);
});

test.each([
  ['Last-Week', 'last_week'],
  ['ΧΡΌΝΟΣ', 'χρονος'],
  ['رضايت', 'رضایت'],
  ['تیکت‌ها', 'تیکت ها'],
])('“%s” and “%s” are looked up alike', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});
