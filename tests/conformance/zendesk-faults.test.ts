import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/adapters/helpdesk/kit/clock.ts';
import { openZendesk } from '../../src/adapters/helpdesk/zendesk/index.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { startZendeskDesk } from '../fakes/zendesk/desk.ts';
import { startZendesk } from '../fakes/zendesk/server.ts';

const tickets = '/tickets/cursor';
const never = new AbortController().signal;

describe('what passes', () => {
  test('an answer that never ends is given up and asked for again', async () => {
    await using desk = await startZendeskDesk();
    desk.fill();
    desk.zendesk.failNext(tickets, 'stall');
    // Only the request that stalls meets a short deadline: it is the one after groups, users and organizations.
    const deadline = () =>
      AbortSignal.timeout(desk.zendesk.requests.at(-1)?.includes('show_many') === true ? 300 : 30_000);
    const clock = { ...desk.clock, deadline };
    const reader = openZendesk(desk.zendesk.settings, { log: pino({ level: 'silent' }), clock });
    const state = settle(await collect(reader.pull(null, never)));
    expect(Object.keys(state.tickets ?? {})).toHaveLength(7);
    expect(desk.zendesk.requests.filter((request) => request.includes(tickets))).toHaveLength(2);
  });

  test('all exports together keep to ten requests a minute, Talk’s included, without a single 429', async () => {
    await using desk = await startZendeskDesk({ pageSize: 2 });
    for (let id = 1; id <= 48; id += 1) {
      desk.zendesk.saveTicket({ id });
      desk.zendesk.saveCall({ id: 1000 + id });
      const second = desk.clock.now() / 1000 - 3600 + id;
      desk.zendesk.addUpdate({ ticket_id: id, author_id: 31, events: [], second });
    }
    const begun = desk.clock.now();
    const log = new PassThrough();
    await collect(desk.open(pino({}, log)).pull(null, never));
    const exports = desk.zendesk.requests.filter((request) => request.includes('/incremental/')).length;
    expect(exports).toBeGreaterThan(48);
    expect(desk.clock.now() - begun).toBe(Math.floor((exports - 1) / 10) * 60_000);
    expect(log.read()).toBeNull();
  });

  test('it stays quiet until a limit is whole again when little is left of it', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.headers = { 'ratelimit-limit': '100', 'ratelimit-remaining': '9', 'ratelimit-reset': '21' };
    await collect(desk.pull(null));
    expect(new Set(desk.clock.sleeps)).toEqual(new Set([21_000]));
    expect(desk.clock.sleeps).toHaveLength(desk.zendesk.requests.length - 1);
  });

  test('aborting ends a wait at once', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext('/groups', { status: 429, headers: { 'retry-after': '200' } });
    const stop = new AbortController();
    const sleep = (ms: number, signal: AbortSignal) => {
      const asleep = systemClock.sleep(ms, signal);
      stop.abort();
      return asleep;
    };
    const clock = { ...systemClock, sleep };
    const reader = openZendesk(desk.zendesk.settings, { log: pino({ level: 'silent' }), clock });
    expect(await collect(reader.pull(null, stop.signal))).toEqual([]);
  });
});

describe('what does not pass', () => {
  test('a request under way when the pull is aborted is given up and not tried again', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext('/groups', 'stall');
    const stop = new AbortController();
    const log = new PassThrough();
    const pulled = collect(desk.open(pino({}, log)).pull(null, stop.signal));
    await vi.waitUntil(() => desk.zendesk.requests.length === 1);
    stop.abort();
    expect(await pulled).toEqual([]);
    expect(log.read()).toBeNull();
  });

  test('a wait longer than five minutes is left to the next sync', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext(tickets, { status: 429, headers: { 'retry-after': '900' } });
    await expect(collect(desk.pull(null))).rejects.toMatchObject({ reason: 'rate-limited', retryAfter: 900 });
    expect(desk.clock.sleeps).toEqual([]);
  });

  test('a wrong token is named by the settings to check, and asked once', async () => {
    await using desk = await startZendeskDesk();
    const reader = desk.open();
    desk.expire();
    await expect(collect(reader.pull(null, never))).rejects.toMatchObject({
      reason: 'unauthorized',
      message: expect.stringMatching(/email.*token.*"acme"/) as string,
    });
    expect(desk.zendesk.requests).toHaveLength(1);
  });

  test('a user who is no admin is told so', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.role = 'agent';
    await expect(collect(desk.pull(null))).rejects.toMatchObject({
      reason: 'forbidden',
      message: expect.stringContaining('as an admin') as string,
    });
  });

  test('a redirect is not followed, so that credentials go nowhere else', async () => {
    await using other = await startZendesk();
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext('/groups', { status: 302, headers: { location: `${other.url}/api/v2/groups.json` } });
    await expect(collect(desk.pull(null))).rejects.toMatchObject({ reason: 'rejected' });
    expect(other.requests).toEqual([]);
  });

  test('a host where nobody listens is unreachable', async () => {
    const gone = await startZendesk();
    await gone[Symbol.asyncDispose]();
    await using desk = await startZendeskDesk();
    const settings = { ...desk.zendesk.settings, url: gone.url };
    const reader = openZendesk(settings, { log: pino({ level: 'silent' }), clock: desk.clock });
    await expect(collect(reader.pull(null, never))).rejects.toMatchObject({ reason: 'unreachable' });
  });

  test.each([
    ['another envelope', '{"results":[]}'],
    ['rows that are no list', '{"tickets":{},"after_cursor":"x","end_of_stream":true}'],
    ['a page in the middle that leads nowhere', '{"tickets":[],"after_cursor":null,"end_of_stream":false}'],
  ])('%s is unavailable, and nothing is guessed', async (_, body) => {
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext(tickets, { status: 200, body });
    await expect(collect(desk.pull(null))).rejects.toMatchObject({ reason: 'unavailable' });
  });

  test('an answer of more than 64 MiB is refused', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext('/groups', { status: 200, body: `{"groups":["${'x'.repeat(64 * 1024 * 1024)}"]}` });
    await expect(collect(desk.pull(null))).rejects.toMatchObject({ reason: 'rejected' });
  });
});

test('the row of a deleted ticket, which lacks nearly everything, is no bad row', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.deleteTicket(335);
  const batches = await collect(desk.pull(null));
  expect(batches.flatMap(({ deleted }) => deleted ?? []).map(({ id }) => id)).toEqual(['335']);
  expect(batches.flatMap(({ skipped }) => skipped ?? [])).toEqual([]);
});
