import { expect, test } from 'vitest';
import { startChatwootDesk } from '../fakes/chatwoot/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

/** As version 0.1 wrote them: halfway, and at the end. */
const halfway =
  '{"version":1,"agents":[{"id":"11","name":"Ana Ray","email":"ana@example.com","team":"Billing",' +
  '"is_active":true},{"id":"12","name":"Ben Oak","email":"ben@example.com","team":"Returns",' +
  '"is_active":true}],"contacts":{"readAt":1772442000,"list":null},"conversations":{"readAt":0,' +
  '"list":{"startedAt":1772442000,"after":"5"}},"ratings":{"readAt":0,"sweptAt":0,"list":null}}';
const end =
  '{"version":1,"agents":[{"id":"11","name":"Ana Ray","email":"ana@example.com","team":"Billing",' +
  '"is_active":true},{"id":"12","name":"Ben Oak","email":"ben@example.com","team":"Returns",' +
  '"is_active":true}],"contacts":{"readAt":1772442000,"list":null},"conversations":{"readAt":1772442000,' +
  '"list":null},"ratings":{"readAt":1772442000,"sweptAt":1772442000,"list":null}}';

test('a cursor stored halfway through the conversations goes on there', async () => {
  await using desk = await startChatwootDesk({ pageSize: 2 });
  desk.fill();
  const batches = await batchesOf(desk.open(), halfway);
  const { requests } = desk.server;
  expect(requests.find((request) => request.includes('/contacts?'))).toContain('page=1');
  expect(requests.find((request) => request.includes('/conversations?'))).toContain('page=5');
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toEqual(JSON.parse(end));
});
