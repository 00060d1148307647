import { expect, test } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import type { Schedule } from '../../src/helpdesk.ts';
import { at } from '../helpers/store.ts';
import { startZendeskDesk, type ZendeskDesk } from '../fakes/zendesk/desk.ts';

const hour = 3600;

async function read(desk: ZendeskDesk): Promise<Schedule | undefined> {
  return await desk.open().readSchedule?.(new AbortController().signal);
}

test('opening hours are read with their zone and their holidays, whose last day is one', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.saveSchedule({
    id: 36,
    time_zone: 'Eastern Time (US & Canada)',
    intervals: [
      { start_time: 0, end_time: 1440 },
      { start_time: 3420, end_time: 3900 },
      { start_time: 9600, end_time: 10_080 },
    ],
    holidays: [
      { id: 1, name: 'New Year', start_date: '2026-12-31', end_date: '2027-01-02' },
      { id: 2, name: 'Leap day', start_date: '2028-02-29', end_date: '2028-02-29' },
    ],
  });
  expect(await read(desk)).toEqual({
    timezone: 'America/New_York',
    shifts: [
      { day: 'sunday', from: 0, to: 24 * hour },
      { day: 'tuesday', from: 9 * hour, to: 17 * hour },
      { day: 'saturday', from: 16 * hour, to: 24 * hour },
    ],
    holidays: [
      { from: at('2026-12-31T00:00:00Z'), to: at('2027-01-02T00:00:00Z') },
      { from: at('2028-02-29T00:00:00Z'), to: at('2028-02-29T00:00:00Z') },
    ],
  });
});

test('of several schedules the one created first is the default, wherever it stands', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.saveSchedule({ id: 36, time_zone: 'Tokyo', created_at: '2025-06-01T10:00:00Z' });
  desk.zendesk.saveSchedule({ id: 37, time_zone: 'Europe/Athens', created_at: '2019-03-01T12:00:00+02:00' });
  desk.zendesk.saveSchedule({ id: 38, time_zone: 'Nowhere', created_at: '2025-07-01T10:00:00Z' });
  expect(await read(desk)).toMatchObject({ timezone: 'Europe/Athens' });
  expect(desk.zendesk.requests).toEqual([
    '/api/v2/business_hours/schedules',
    '/api/v2/business_hours/schedules/37/holidays',
  ]);
});

test.each<[string, (desk: ZendeskDesk) => void]>([
  ['without schedules', () => undefined],
  ['that has not bought them', ({ zendesk }) => zendesk.lacks.add('schedules')],
  ['whose user may not read them', ({ zendesk }) => (zendesk.role = 'agent')],
  ['that never opens', ({ zendesk }) => zendesk.saveSchedule({ id: 36, intervals: [] })],
])('an account %s has no opening hours', async (_, prepare) => {
  await using desk = await startZendeskDesk();
  prepare(desk);
  expect(await read(desk)).toBeUndefined();
});

test.each<[string, object, string]>([
  ['zone', { time_zone: 'Gotham' }, 'time_zone: expected a zone of Rails or IANA, got "Gotham"'],
  ['interval over midnight', { intervals: [{ start_time: 1980, end_time: 3900 }] }, 'intervals.0: expected a stretch'],
  ['interval backwards', { intervals: [{ start_time: 600, end_time: 600 }] }, 'intervals.0: expected a stretch'],
  ['interval on an eighth day', { intervals: [{ start_time: 10_080, end_time: 10_140 }] }, 'intervals.0: expected'],
  ['interval without an end', { intervals: [{ start_time: 600 }] }, 'intervals.0.end_time'],
  ['day', { holidays: [{ start_date: '2026-02-30', end_date: '2026-03-01' }] }, 'holidays.0.start_date'],
  ['holiday', { holidays: [{ start_date: '2026-03-02', end_date: '2026-03-01' }] }, 'holidays.0: expected an end'],
  ['age', { created_at: 'long ago' }, '0.created_at'],
])('a schedule with an impossible %s is told, and not guessed', async (_, wrong, reason) => {
  await using desk = await startZendeskDesk();
  desk.zendesk.saveSchedule({ id: 36, ...wrong });
  await expect(read(desk)).rejects.toMatchObject({
    code: 'unreadable-schedule',
    message: expect.stringContaining(`The default schedule of the desk "acme" cannot be read (${reason}`),
  });
});

test('a Zendesk that fails is no account without opening hours', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.saveSchedule({ id: 36 });
  for (let tries = 0; tries < 6; tries += 1) desk.zendesk.failNext('/holidays', { status: 503 });
  await expect(read(desk)).rejects.toThrow(UpstreamError);
});
