import { expect, test } from 'vitest';
import { startSurveymonkeyDesk } from '../fakes/surveymonkey/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

/** As version 0.1 wrote them: halfway, and at the end. */
const halfway =
  '{"version":1,"surveys":{"5":{"since":1772441940,"page":1,"seen":[],"endedAt":1772442000},' +
  '"7":{"since":1772441703,"page":1,"seen":["1772441703 73"],"endedAt":0}}}';
const end =
  '{"version":1,"surveys":{"5":{"since":1772441940,"page":1,"seen":[],"endedAt":1772442000},' +
  '"7":{"since":1772441940,"page":1,"seen":[],"endedAt":1772442000}}}';

test('a cursor stored halfway through the second survey goes on there, and leaves the first alone', async () => {
  await using desk = await startSurveymonkeyDesk({ pageSize: 2 });
  desk.fill();
  const batches = await batchesOf(desk.open(), halfway);
  const asked = desk.server.requests.filter((request) => request.includes('/responses/bulk'));
  expect(asked.filter((request) => request.includes('/surveys/5/'))).toEqual([]);
  expect(asked[0]).toContain('start_modified_at=2026-03-02T08:55:02');
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toEqual(JSON.parse(end));
});
