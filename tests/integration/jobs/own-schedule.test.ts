import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { clocks } from '../../../src/jobs/sla/clocks.ts';
import type { ServiceLevels } from '../../../src/jobs/sla/levels.ts';
import { scheduleSettings, slaSettings } from '../../../src/jobs/sla/settings.ts';
import { sync } from '../../../src/jobs/sync/index.ts';
import { listDesks } from '../../../src/store/facts/desks.ts';
import { openAsking, wordsOf } from '../../helpers/asking.ts';
import { at, startStore } from '../../helpers/store.ts';
import { openBench } from '../../helpers/tools.ts';
import { startZendeskDesk, type ZendeskDesk } from '../../fakes/zendesk/desk.ts';

const start = '2026-11-19T10:30:00Z';
const hour = 3600;

let store: Awaited<ReturnType<typeof startStore>>;
let acme: ZendeskDesk;

beforeEach(async () => {
  store = await startStore();
  acme = await startZendeskDesk({ start });
  const { zendesk } = acme;
  zendesk.saveUser({ id: 11, role: 'agent' });
  // On Friday at 16:00 in Copenhagen; answered on Monday at 10:00.
  const created = at('2026-11-13T15:00:00Z');
  zendesk.saveTicket({ id: 1, requester_id: 31, created_at: '2026-11-13T15:00:00Z' });
  const message = (author: number) => ({ type: 'Comment', author_id: author, public: true, body: 'Words' });
  const begun = { type: 'Create', field_name: 'status', value: 'new' };
  zendesk.addUpdate({ ticket_id: 1, author_id: 31, events: [message(31), begun], second: created });
  zendesk.addUpdate({ ticket_id: 1, author_id: 11, events: [message(11)], second: at('2026-11-16T09:00:00Z') });
});
afterEach(async () => {
  await acme[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});

/** A process that reads the desk with the token it has now. */
function openProcess(some: Partial<ServiceLevels> = {}) {
  const levels = { schedules: [], slas: [], ...some };
  const desks = [{ helpdesk: acme.open(), everySeconds: 300 }];
  const bench = openBench({ store, time: at(start), desks, levels });
  return { bench, sync: () => bench.run(sync, { desk: 'acme' }), restart: () => bench.run(clocks, {}) };
}

async function firstReply(): Promise<unknown> {
  const answered = await openAsking(store, { now: at(start) })('frt hours:business last-30-days');
  return (answered.data as { value?: unknown }).value ?? wordsOf(answered);
}

const early = scheduleSettings.parse({
  name: 'early',
  timezone: 'Europe/Copenhagen',
  hours: { weekdays: '08:00-16:30' },
});

test('a desk is asked for its hours by its own schedule', async () => {
  acme.zendesk.saveSchedule({ id: 36 });
  await openProcess().sync();
  // An hour on Friday, one on Monday.
  expect(await firstReply()).toBe(2 * hour);
});

test('a schedule of the configuration stands over it, and is not asked for in vain', async () => {
  acme.zendesk.saveSchedule({ id: 36 });
  await openProcess({ schedules: [early] }).sync();
  expect(await firstReply()).toBe(2.5 * hour);
  expect(acme.zendesk.requests.filter((request) => request.includes('business_hours'))).toEqual([]);
});

test('a schedule for other desks leaves it its own', async () => {
  acme.zendesk.saveSchedule({ id: 36 });
  await openProcess({ schedules: [{ ...early, desks: ['emea'] }] }).sync();
  expect(await firstReply()).toBe(2 * hour);
});

test('a restart without the desk keeps what it told, whatever the configuration said meanwhile', async () => {
  acme.zendesk.saveSchedule({ id: 36 });
  await openProcess().sync();
  acme.expire();
  await openProcess({ schedules: [early] }).restart();
  expect(await firstReply()).toBe(2.5 * hour);
  await openProcess().restart();
  expect(await firstReply()).toBe(2 * hour);
});

test('what changed at the desk holds from the next sync on', async () => {
  acme.zendesk.saveSchedule({ id: 36 });
  const { sync } = openProcess();
  await sync();
  acme.zendesk.saveSchedule({ id: 36, holidays: [{ id: 1, start_date: '2026-11-16', end_date: '2026-11-16' }] });
  await sync();
  expect(await firstReply()).toBe(hour);
  acme.zendesk.lacks.add('schedules');
  await sync();
  expect(await firstReply()).toContain('No business hours are known for acme');
});

test('a failure to read it is noted, takes no facts, and leaves what was told last; the next sync forgets it', async () => {
  acme.zendesk.saveSchedule({ id: 36 });
  const { sync } = openProcess();
  await sync();
  acme.zendesk.saveSchedule({ id: 36, time_zone: 'Gotham' });
  acme.zendesk.saveTicket({ id: 2 });
  await sync();
  expect(await firstReply()).toBe(2 * hour);
  const [failed] = await listDesks(store);
  expect(failed).toMatchObject({ failed_at: null, error: expect.stringContaining('got "Gotham"') });
  expect((await openAsking(store, { now: at(start) })('volume today')).data).toMatchObject({ value: 1, notes: [] });
  acme.zendesk.saveSchedule({ id: 36, time_zone: 'London' });
  await sync();
  expect(await listDesks(store)).toMatchObject([{ error: null }]);
});

test('SLA clocks in business hours are worked out by it, and anew when it changes', async () => {
  acme.zendesk.lacks.add('slas');
  acme.zendesk.saveTicket({ id: 3, requester_id: 31, created_at: '2026-11-19T10:00:00Z' });
  acme.zendesk.saveSchedule({ id: 36 });
  const { sync } = openProcess({ slas: [slaSettings.parse({ name: 'Office', resolution: '8h' })] });
  await sync();
  expect(await targetOf('3')).toBe(at('2026-11-20T10:00:00Z'));
  acme.zendesk.saveSchedule({ id: 36, holidays: [{ id: 1, start_date: '2026-11-20', end_date: '2026-11-20' }] });
  await sync();
  expect(await targetOf('3')).toBe(at('2026-11-23T10:00:00Z'));
});

async function targetOf(ticket: string): Promise<number | null | undefined> {
  const query = 'SELECT target_at FROM sla_clocks WHERE ticket = $1';
  const [clock] = await store.query(query, [ticket], z.object({ target_at: z.number().nullable() }));
  return clock?.target_at;
}
