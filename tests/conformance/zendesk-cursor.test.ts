import { expect, test } from 'vitest';
import { startZendeskDesk } from '../fakes/zendesk/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

const list = { startedAt: 1_772_442_060, isSweep: true, createdSince: 0, changedSince: 0, after: 'ejI' };
const halfway = {
  version: 2,
  users: { after: 'ejE3NzI0NDE4ODA6NQ', agents: [11, 12, 19] },
  tickets: { after: 'ejE3NzI0NDE4ODA6MTI' },
  events: { since: 1_772_438_610 },
  ratings: { readAt: 0, sweptAt: 0, list },
  responses: { readAt: 1_772_442_060, sweptAt: 1_772_442_060, list: null },
  calls: { since: 1_772_441_880 },
};

async function requestsFrom(cursor: unknown) {
  await using desk = await startZendeskDesk({ pageSize: 2 });
  desk.fill();
  const batches = await batchesOf(desk.open(), JSON.stringify(cursor));
  const first = (path: string) => desk.server.requests.find((request) => request.includes(path));
  return { first, last: JSON.parse(batches.at(-1)?.cursor ?? '') as unknown };
}

test('a cursor goes on where each stream ended, and knows who was ever an agent', async () => {
  const { first, last } = await requestsFrom(halfway);
  expect(first('/incremental/users/')).toContain('cursor=ejE3NzI0NDE4ODA6NQ');
  expect(first('/incremental/tickets/')).toContain('cursor=ejE3NzI0NDE4ODA6MTI');
  expect(first('/incremental/ticket_events')).toContain('start_time=1772438610');
  expect(first('/satisfaction_ratings')).toContain('page[after]=ejI');
  expect(first('/survey_responses')).not.toContain('page[after]');
  expect(first('/incremental/calls')).toContain('start_time=1772441880');
  expect(last).toMatchObject({ version: 2, users: { agents: [11, 12, 19] }, ratings: { list: null } });
});

test('a cursor of the first version goes on where it was, and reads from the beginning what it did not know', async () => {
  const { users, ratings } = halfway;
  const { first, last } = await requestsFrom({ version: 1, users, tickets: { after: 'ejE3NzI0NDE4ODA6MTI' }, ratings });
  expect(first('/incremental/users/')).toContain('cursor=ejE3NzI0NDE4ODA6NQ');
  expect(first('/incremental/tickets/')).toContain('start_time=1');
  expect(first('/incremental/ticket_events')).toContain('start_time=1&');
  expect(first('/satisfaction_ratings')).toContain('page[after]=ejI');
  expect(last).toMatchObject({ version: 2, users: { agents: [11, 12, 19] }, calls: { since: expect.any(Number) } });
});

test('a cursor of today is read as it was written', async () => {
  await using desk = await startZendeskDesk({ pageSize: 2 });
  desk.fill();
  const cursor = (await batchesOf(desk.open(), JSON.stringify(halfway))).at(-1)?.cursor ?? '';
  const again = (await batchesOf(desk.open(), cursor)).at(-1)?.cursor ?? '';
  const { users, tickets, events } = JSON.parse(cursor) as typeof halfway;
  expect(JSON.parse(again)).toMatchObject({ version: 2, users, tickets, events });
});

test.each([
  ['not JSON', 'page 7'],
  ['of another desk', '{"page":7}'],
  ['of a later version', JSON.stringify({ ...halfway, version: 3 })],
  ['with a stream more', JSON.stringify({ ...halfway, chats: {} })],
])('a cursor %s is refused with the desk it belongs to', async (_, cursor) => {
  await using desk = await startZendeskDesk();
  await expect(batchesOf(desk.open(), cursor)).rejects.toThrow(/"acme".*Zendesk desk of this version.*cannot be read/);
  expect(desk.server.requests).toEqual([]);
});
