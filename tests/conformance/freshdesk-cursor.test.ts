import { expect, test } from 'vitest';
import { startFreshdeskDesk } from '../fakes/freshdesk/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

const former = { id: '9', name: 'Gone', email: 'gone@example.com', team: 'Team 1', is_active: false };
const halfway = {
  version: 1,
  agents: [former],
  contacts: { readAt: 1_772_442_000, list: null },
  deletedContacts: { readAt: 0, list: { startedAt: 1_772_442_000, after: '2' } },
  tickets: { since: 1_772_441_880, page: 1, seen: ['1772441890 1'] },
  deletedTickets: { since: 0, page: 1, seen: [] },
  spam: { since: 0, page: 1, seen: [] },
  ratings: { readAt: 0, sweptAt: 0, list: null },
  activities: { day: '2026-02-27' },
};

test('a cursor goes on where each stream ended, and knows who was ever an agent', async () => {
  await using desk = await startFreshdeskDesk();
  desk.fill();
  const batches = await batchesOf(desk.open(), JSON.stringify(halfway));
  const asked = (path: string) => desk.server.requests.filter((request) => request.startsWith(`/api/v2/${path}`));
  const [changed, deleted] = asked('contacts');
  expect(changed).toContain('updated_since=2026-03-02T08:55:00Z');
  expect(deleted).toContain('state=deleted');
  expect(deleted).toContain('page=2');
  expect(asked('companies?')).toEqual([]);
  expect(asked('tickets?')[0]).toContain('updated_since=2026-03-02T08:58:00Z');
  expect(asked('export/ticket_activities')[0]).toContain('created_at=2026-02-27');
  const agents = batches.flatMap(({ facts }) => facts.agents ?? []);
  expect(agents).toContainEqual(former);
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toMatchObject({ version: 1, ratings: { list: null } });
});

test('a cursor of today is read as it was written', async () => {
  await using desk = await startFreshdeskDesk();
  desk.fill();
  const cursor = (await batchesOf(desk.open(), JSON.stringify(halfway))).at(-1)?.cursor ?? '';
  const again = (await batchesOf(desk.open(), cursor)).at(-1)?.cursor ?? '';
  expect(Object.keys(JSON.parse(again) as object)).toEqual(Object.keys(halfway));
});

test('a cursor of another desk is refused', async () => {
  await using desk = await startFreshdeskDesk();
  await expect(batchesOf(desk.open(), '{"page":7}')).rejects.toThrow(/Freshdesk desk of this version.*cannot be read/);
});
