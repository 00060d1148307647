import { expect, test } from 'vitest';
import { startRequestTrackerDesk } from '../fakes/request-tracker/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

/** As version 0.1 wrote them: halfway, and at the end. */
const halfway =
  '{"version":1,"users":{"agents":[11,12],"changed":1772442000,"page":null},"tickets":{"listed":4,' +
  '"transaction":69,"seen":[39,40,41,42,43,44,45,46,67,68,69,47,48,49,50,51,52,53,54]}}';
const end =
  '{"version":1,"users":{"agents":[11,12],"changed":1772442000,"page":null},"tickets":{"listed":null,' +
  '"transaction":69,"seen":[39,40,41,42,43,44,45,46,67,68,69,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,' +
  '62,63,64,65,66]}}';

test('a cursor stored halfway through the first list of tickets goes on there', async () => {
  await using desk = await startRequestTrackerDesk({ pageSize: 2 });
  desk.fill();
  const batches = await batchesOf(desk.open(), halfway);
  const { requests } = desk.server;
  expect(requests.find((request) => request.includes('/users?'))).toContain('orderby=LastUpdated');
  expect(requests.find((request) => request.includes('/tickets?'))).toContain('query=id+>+4');
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toEqual(JSON.parse(end));
});
