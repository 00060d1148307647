import { expect, test } from 'vitest';
import { fill, startVtigerDesk, type VtigerDesk } from '../fakes/vtiger/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

const hour = 3_600_000;
const agents = 'wfo6s1_WS9rUEGZx7frtgeVGYbdRqtKyr00VVsfeQgo';
const notBegun = { since: 0, afterId: null, endedAt: null };
const ended = (since: number) => ({ since, afterId: null, endedAt: 1_772_442_000 });

/** As older ones wrote it, of the Cloud, within a second that fills pages of tickets. */
const withinSecond = {
  version: 1,
  agents,
  customers: ended(1_772_436_840),
  contracts: ended(1_772_436_900),
  tickets: { since: 1_772_439_000, afterId: '39x84', endedAt: null },
  comments: notBegun,
  opportunities: notBegun,
  salesOrders: notBegun,
  invoices: notBegun,
  knownTickets: [81, 82, 83, 84],
  deletions: { toldUntil: 1_772_441_400, comparedAt: 0, comparedId: 0 },
};

/** Of the open source, while known tickets are looked up: up to 82, which was gone. */
const whileComparing = {
  ...withinSecond,
  tickets: ended(1_772_439_001),
  comments: ended(1_772_437_140),
  opportunities: ended(1_772_436_960),
  salesOrders: ended(1_772_437_020),
  invoices: ended(1_772_437_080),
  knownTickets: [81, 83, 84, 85],
  deletions: { toldUntil: null, comparedAt: 1_772_532_000, comparedId: 82 },
};

async function goOn(desk: VtigerDesk, cursor: unknown) {
  const batches = await batchesOf(desk.open(), typeof cursor === 'string' ? cursor : JSON.stringify(cursor));
  const asked = desk.vtiger.requests.map((request) => decodeURIComponent(request.replaceAll('+', ' ')));
  const ids = (table: 'agents' | 'customers' | 'tickets' | 'replies' | 'orders') =>
    batches.flatMap(({ facts }) => (facts[table] ?? []).map(({ id }) => id));
  return {
    batches,
    ids,
    first: (text: string) => asked.find((request) => request.includes(text)),
    deleted: batches.flatMap(({ deleted = [] }) => deleted.map(({ id }) => id)),
    last: JSON.parse(batches.at(-1)?.cursor ?? '') as unknown,
  };
}

test('an older cursor goes on where each stream ended, within a second of tickets too', async () => {
  await using desk = await startVtigerDesk('cloud', { pageSize: 2 });
  fill(desk.vtiger, desk.clock);
  const { batches, first, ids, last } = await goOn(desk, withinSecond);
  expect(ids('agents')).toEqual([]);
  expect(ids('customers')).toEqual([]);
  expect(first('FROM Contacts')).toContain("modifiedtime >= '2026-03-02 07:34:01'");
  expect(first('/sync')).toContain('modifiedTime=1772440800');
  expect(first('FROM Cases')).toContain("id >= '39x81' AND id <= '39x84'");
  expect(first('FROM Cases WHERE modifiedtime')).toContain("= '2026-03-02 08:10:00' AND id > '39x84'");
  expect(batches[1]?.facts.tickets).toMatchObject([{ id: '39x85' }]);
  expect(ids('replies')).toHaveLength(5);
  expect(ids('orders')).toHaveLength(15);
  expect(last).toEqual({
    version: 1,
    agents,
    customers: withinSecond.customers,
    contracts: withinSecond.contracts,
    tickets: {
      changed: ended(1_772_439_001),
      deletions: { known: [81, 82, 83, 84, 85], toldUntil: 1_772_441_400, comparedAt: 1_772_442_000, comparedId: 0 },
    },
    comments: whileComparing.comments,
    opportunities: whileComparing.opportunities,
    salesOrders: whileComparing.salesOrders,
    invoices: whileComparing.invoices,
  });
});

test('an older cursor goes on where known tickets were being looked up', async () => {
  await using desk = await startVtigerDesk('open-source', { pageSize: 2 });
  fill(desk.vtiger, desk.clock);
  for (const n of [82, 84]) desk.vtiger.remove('HelpDesk', n);
  desk.clock.advance(50 * hour);
  const { deleted, first, ids, last } = await goOn(desk, whileComparing);
  expect(first('FROM HelpDesk')).toContain("id IN ('17x83', '17x84')");
  expect(deleted).toEqual(['17x84']);
  expect(ids('tickets')).toEqual([]);
  const found = { known: [81, 83, 85], toldUntil: null, comparedAt: 1_772_622_000, comparedId: 0 };
  expect(last).toMatchObject({ tickets: { changed: whileComparing.tickets, deletions: found } });
});

test('a cursor of today is read as it was written', async () => {
  await using desk = await startVtigerDesk('cloud', { pageSize: 2 });
  fill(desk.vtiger, desk.clock);
  const { batches } = await goOn(desk, withinSecond);
  const cursor = batches.at(-1)?.cursor ?? '';
  expect((await goOn(desk, cursor)).batches).toEqual([{ facts: {}, cursor, isLast: true }]);
});

test('a deleted ticket is known no more to any later cursor, though pages of tickets follow', async () => {
  await using desk = await startVtigerDesk('cloud', { pageSize: 2 });
  fill(desk.vtiger, desk.clock);
  const cursor = (await batchesOf(desk.open())).at(-1)?.cursor ?? '';
  desk.clock.advance(hour);
  desk.vtiger.remove('Cases', 83);
  for (const n of [84, 86, 87]) desk.vtiger.save('Cases', n);
  const { batches, deleted } = await goOn(desk, cursor);
  expect(deleted).toEqual(['39x83']);
  const known = batches.map((batch) => JSON.stringify(JSON.parse(batch.cursor).tickets.deletions.known));
  expect(known[0]).toBe('[81,82,84,85]');
  expect(known.at(-1)).toBe('[81,82,84,85,86,87]');
  expect(known.filter((ids) => ids.includes('83'))).toEqual([]);
});

test.each([
  ['not JSON', 'page 7'],
  ['of another desk', '{"page":7}'],
  ['of a later version', JSON.stringify({ ...withinSecond, version: 2 })],
  ['with a stream more', JSON.stringify({ ...withinSecond, chats: {} })],
])('a cursor %s is refused with the desk it belongs to', async (_, cursor) => {
  await using desk = await startVtigerDesk('cloud');
  await expect(batchesOf(desk.open(), cursor)).rejects.toThrow(/"acme".*Vtiger desk of this version.*cannot be read/);
  expect(desk.vtiger.requests).toEqual([]);
});
