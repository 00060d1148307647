import { expect, test } from 'vitest';
import { readPosition } from '../../../../../src/adapters/helpdesk/zendesk/position.ts';

const list = { startedAt: 9, isSweep: true, createdSince: 1, changedSince: 0, after: 'abc' };
const ratings = { readAt: 5, sweptAt: 4, list };
const users = { after: 'u', agents: [11, 12] };

test('a position is read as it was written', () => {
  const position = {
    ...readPosition(null, 'acme'),
    users,
    tickets: { after: 't' },
    events: { since: 77 },
    ratings,
    calls: { since: 78 },
  };
  expect(readPosition(JSON.stringify(position), 'acme')).toEqual(position);
});

test('a position of the first version goes on where it was, and reads from the beginning what it did not know', () => {
  const before = { version: 1, users, tickets: { after: 't' }, ratings };
  expect(readPosition(JSON.stringify(before), 'acme')).toEqual({ ...readPosition(null, 'acme'), users, ratings });
});

test.each([
  ['not JSON', 'page 7'],
  ['of another desk', '{"page":7}'],
  ['of a later version', JSON.stringify(readPosition(null, 'acme')).replace('"version":2', '"version":3')],
  ['with a stream more', JSON.stringify(readPosition(null, 'acme')).replace('{', '{"chats":{},')],
])('a cursor %s is refused with the desk it belongs to', (_, cursor) => {
  expect(() => readPosition(cursor, 'acme')).toThrow(/"acme".*Zendesk desk of this version.*cannot be read/);
});
