import { expect, test } from 'vitest';
import { startLiveagentDesk } from '../fakes/liveagent/desk.ts';
import { batchesOf } from '../helpers/pull.ts';

/** As version 0.1 wrote them: halfway, and at the end. */
const halfway =
  '{"version":1,"contacts":{"since":1772441400,"page":1,"seen":["1772441701 31","1772441702 32",' +
  '"1772441703 33","1772441704 34","1772441705 35"]},"tickets":{"since":1772441745,"page":1,' +
  '"seen":["1772441715 1","1772441725 2","1772441735 3","1772441745 4"]},"history":{"since":0},' +
  '"calls":{"since":0},"ratings":{"since":0,"offset":0}}';
const end =
  '{"version":1,"contacts":{"since":1772441400,"page":1,"seen":["1772441701 31","1772441702 32",' +
  '"1772441703 33","1772441704 34","1772441705 35"]},"tickets":{"since":1772441400,"page":1,' +
  '"seen":["1772441715 1","1772441725 2","1772441735 3","1772441745 4","1772441755 5"]},' +
  '"history":{"since":1772441400},"calls":{"since":1772431200},"ratings":{"since":1772442000,"offset":0}}';

test('a cursor stored halfway through the tickets goes on there', async () => {
  await using desk = await startLiveagentDesk({ pageSize: 2 });
  desk.fill();
  const batches = await batchesOf(desk.open(), halfway);
  const asked = (path: string) => desk.server.requests.find((request) => request.includes(path));
  expect(asked('/contacts?')).toContain('[["datechanged",">=","2026-03-02+08:50:00"]]');
  expect(asked('/tickets?')).toContain('[["date_changed","D>=","2026-03-02+08:55:45"]]');
  expect(asked('/tickets/history?')).toContain('[["date_from",">=","1970-01-01+00:00:00"]]');
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toEqual(JSON.parse(end));
});
