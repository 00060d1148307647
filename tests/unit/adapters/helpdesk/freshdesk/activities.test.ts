import { describe, expect, test } from 'vitest';
import { foreignActivity, movesOfDay } from '../../../../../src/adapters/helpdesk/freshdesk/activities.ts';
import { openUnmapped } from '../../../../../src/adapters/helpdesk/kit/unmapped.ts';

const statuses = {
  word: (status: number | string) => (status === 'Resolved' ? ('solved' as const) : ('open' as const)),
};

function moves(...rows: Record<string, unknown>[]) {
  const given = { performed_at: '23-02-2026 09:05:00 +0000', ticket_id: 14, performer_type: 'user', performer_id: 11 };
  const read = rows.map((row) => foreignActivity.parse({ ...given, ...row }));
  return movesOfDay(read, { statuses, agents: new Set([11]), unmapped: openUnmapped() });
}

test.each([
  ['23-02-2026 09:05:00 +0000', '2026-02-23T09:05:00Z'],
  ['23-02-2026 09:05:00 +0530', '2026-02-23T03:35:00Z'],
  ['01-03-2026 00:00:00 -08:00', '2026-03-01T08:00:00Z'],
])('%s is %s: the day comes first', (performed_at, instant) => {
  expect(moves({ performed_at, activity: { status: 'Open' } })[0]?.at).toBe(Date.parse(instant) / 1000);
});

test.each(['2026-02-23T09:05:00Z', '23/02/2026 09:05', ''])('%j is no instant of an activity', (performed_at) => {
  expect(foreignActivity.safeParse({ performed_at, ticket_id: 1, performer_type: 'user', activity: {} }).success).toBe(
    false,
  );
});

test.each([
  ['an agent', { performer_id: 11 }, 'agent'],
  ['a contact', { performer_id: 31 }, 'customer'],
  ['the system', { performer_type: 'system', performer_id: null }, 'automation'],
])('what %s does is theirs', (_, performer, by) => {
  expect(moves({ ...performer, activity: { status: 'Resolved' } })).toMatchObject([{ by, status: 'solved' }]);
});

describe('what an activity says', () => {
  test.each([
    ['a status', { status: 'Resolved' }, [{ status: 'solved', agent: null }]],
    ['an assignment', { agent_id: 12 }, [{ status: null, agent: '12' }]],
    ['both', { status: 'Open', agent_id: 12 }, [{ status: 'open', agent: '12' }]],
    ['that nobody has it now', { agent_id: null }, []],
    ['anything else', { note: { id: 18, type: 4 }, added_tags: ['vip'] }, []],
  ])('%s becomes its move', (_, activity, expected) => {
    expect(moves({ activity })).toMatchObject(expected);
  });
});

test('ids are the same each time a day is read, and two things alike have two', () => {
  const twice = [{ activity: { status: 'Open' } }, { activity: { status: 'Open' } }];
  const ids = moves(...twice).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(moves(...twice).map(({ id }) => id)).toEqual(ids);
});
