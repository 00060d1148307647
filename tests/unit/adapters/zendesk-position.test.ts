import { expect, test } from 'vitest';
import { readPosition } from '../../../src/adapters/helpdesk/zendesk/position.ts';

test('a position is read as it was written', () => {
  const list = { startedAt: 9, isSweep: true, createdSince: 1, changedSince: 0, after: 'abc' };
  const position = {
    ...readPosition(null, 'acme'),
    users: { after: 'u', agents: [11, 12] },
    tickets: { after: 't' },
    ratings: { readAt: 5, sweptAt: 4, list },
  };
  expect(readPosition(JSON.stringify(position), 'acme')).toEqual(position);
});

test.each([
  ['not JSON', 'page 7'],
  ['of another desk', '{"page":7}'],
  ['of a later version', JSON.stringify(readPosition(null, 'acme')).replace('"version":1', '"version":2')],
  ['with a stream more', JSON.stringify(readPosition(null, 'acme')).replace('{', '{"calls":{},')],
])('a cursor %s is refused with the desk it belongs to', (_, cursor) => {
  expect(() => readPosition(cursor, 'acme')).toThrow(/"acme".*Zendesk desk of this version.*cannot be read/);
});
