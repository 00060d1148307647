import { expect, test } from 'vitest';
import { startIntercomDesk } from '../fakes/intercom/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

const former = { id: '9', name: 'Gone', email: 'gone@example.com', team: null, is_active: true };
const halfway = {
  version: 1,
  agents: [former],
  contacts: { readAt: 1_772_442_000, list: null },
  conversations: { readAt: 1_772_441_000, list: null },
  calls: { readAt: 0, list: null },
  articles: { readAt: 1_772_440_000, list: null },
  views: { '1': 2, '99': 7 },
};

test('a cursor with the views beside the streams goes on where each ended', async () => {
  await using desk = await startIntercomDesk();
  desk.fill();
  const batches = await batchesOf(desk.open(), JSON.stringify(halfway));
  const asked = desk.server.requests.find((request) => request.startsWith('/conversations/search'));
  expect(asked).toContain(`"value":${halfway.conversations.readAt - 300}`);
  expect(batches[0]?.facts.agents).toContainEqual({ ...former, is_active: false });
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toMatchObject({
    version: 2,
    articles: { list: null, views: { '99': 7 } },
  });
});

test('a cursor of today is read as it was written', async () => {
  await using desk = await startIntercomDesk();
  desk.fill();
  const cursor = (await batchesOf(desk.open(), JSON.stringify(halfway))).at(-1)?.cursor ?? '';
  const again = (await batchesOf(desk.open(), cursor)).at(-1)?.cursor ?? '';
  expect(Object.keys(JSON.parse(again) as object)).toEqual(Object.keys(JSON.parse(cursor) as object));
});

test('a cursor of another desk is refused', async () => {
  await using desk = await startIntercomDesk();
  await expect(batchesOf(desk.open(), '{"page":7}')).rejects.toThrow(/Intercom desk of this version.*cannot be read/);
});
