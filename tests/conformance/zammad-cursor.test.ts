import { expect, test } from 'vitest';
import { startZammadDesk } from '../fakes/zammad/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

const halfway =
  '{"version":1,"users":{"agents":[11,12,13],"page":4,"listedAt":1772442000},"tickets":{"since":1772442000000},' +
  '"deletions":{"listedAt":null,"counts":[],"list":{"begunAt":1772442000,"page":3,"above":4,"counts":[4]},"suspects":[]}}';

test('a cursor that holds the last change of a ticket alone, as older ones do, goes on from where it ended', async () => {
  await using desk = await startZammadDesk({ pageSize: 2 });
  desk.fill();
  const batches = await batchesOf(desk.open(), halfway);
  const asked = desk.server.requests.map((request) => decodeURIComponent(request));
  expect(asked.filter((request) => request.includes('/users?'))).toMatchObject([
    expect.stringContaining('page=4&'),
    expect.stringContaining('page=5&'),
  ]);
  const search = asked.find((request) => request.includes('/tickets/search?'));
  expect(search).toContain('[value]=2026-03-02T08:59:50.000Z');
  expect(asked.find((request) => request.includes('/tickets?'))).toContain('page=3&');
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toMatchObject({
    users: { agents: [11, 12, 13], page: 4, listedAt: 1772442000 },
    tickets: { since: 1772441990000, page: 1 },
    deletions: { listedAt: 1772442000, counts: [7], list: null, suspects: [] },
  });
});

test('a cursor of today is read as it was written', async () => {
  await using desk = await startZammadDesk({ pageSize: 2 });
  desk.fill();
  const cursor = (await batchesOf(desk.open(), halfway)).at(-1)?.cursor ?? null;
  expect((await batchesOf(desk.open(), cursor)).at(-1)?.cursor).toBe(cursor);
});
