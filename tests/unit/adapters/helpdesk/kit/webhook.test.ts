import { expect, test } from 'vitest';
import { z } from 'zod';
import { headerOf, isSame, readBody } from '../../../../../src/adapters/helpdesk/kit/webhook.ts';

const call = (body: string, headers: Record<string, string | string[]> = {}) => ({
  headers,
  query: new URLSearchParams(),
  body: Buffer.from(body),
});

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'abcd', false],
  ['', 'abc', false],
])('%j is the same as %j: %s', (given, expected, same) => {
  expect(isSame(given, expected)).toBe(same);
});

test('a header sent twice counts as none', () => {
  expect(headerOf(call('', { 'x-sign': 'a' }), 'x-sign')).toBe('a');
  expect(headerOf(call('', { 'x-sign': ['a', 'b'] }), 'x-sign')).toBe('');
  expect(headerOf(call(''), 'x-sign')).toBe('');
});

test.each([
  ['{"id":7}', { id: 7 }],
  ['{"id":"7"}', undefined],
  ['{"id":', undefined],
  ['', undefined],
])('a body of %j is read as %j', (body, expected) => {
  expect(readBody(call(body), z.object({ id: z.int() }))).toEqual(expected);
});
