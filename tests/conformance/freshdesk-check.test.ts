import { expect, test } from 'vitest';
import { startFreshdeskDesk } from '../fakes/freshdesk/desk.ts';

test.each([
  ['agents', 'agents'],
  ['contacts', 'contacts'],
  ['tickets', 'tickets'],
])('a key that may not read %s is told so', async (path, name) => {
  await using desk = await startFreshdeskDesk();
  desk.server.refused.set(path, 403);
  const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
  expect(failed).toMatchObject([{ name, detail: expect.stringContaining('by an admin') as string }]);
});

test('groups count as readable by either of their lists', async () => {
  await using desk = await startFreshdeskDesk();
  desk.server.refused.set('admin/groups', 404);
  expect((await desk.open().check()).filter(({ isOk }) => !isOk)).toEqual([]);
  desk.server.refused.set('groups', 403);
  expect((await desk.open().check()).filter(({ isOk }) => !isOk)).toMatchObject([{ name: 'groups' }]);
});

test.each([
  ['companies', 403, 'companies'],
  ['ticket_fields', 403, 'ticket fields'],
  ['time_entries', 403, 'time entries'],
  ['surveys/satisfaction_ratings', 404, 'satisfaction ratings'],
  ['export/ticket_activities', 404, 'ticket activities'],
] as const)('%s may be missing, and it is said what that means', async (path, status, name) => {
  await using desk = await startFreshdeskDesk();
  desk.server.refused.set(path, status);
  const found = (await desk.open().check()).find((check) => check.name === name);
  expect(found).toMatchObject({ isOk: true, detail: expect.stringContaining('not connected') as string });
});

test('an agent who sees a part of the tickets only is told to get them all', async () => {
  await using desk = await startFreshdeskDesk();
  desk.server.scope = 2;
  const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
  expect(failed).toMatchObject([{ name: 'all tickets', detail: expect.stringContaining('Global Access') as string }]);
});

test('the calls left this minute are told', async () => {
  await using desk = await startFreshdeskDesk({ limits: { calls: 700, lists: 200 } });
  const limit = (await desk.open().check()).find(({ name }) => name === 'rate limit');
  expect(limit).toEqual({ name: 'rate limit', isOk: true, detail: '699 of 700 requests left' });
});
