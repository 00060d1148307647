import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/adapters/helpdesk/clock.ts';
import { openZendesk } from '../../src/adapters/helpdesk/zendesk/index.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { fill, startZendeskDesk } from '../helpers/zendesk-desk.ts';
import type { Fault } from '../helpers/faults.ts';
import { startZendesk } from '../helpers/zendesk.ts';

const tickets = '/tickets/cursor.json';
const never = new AbortController().signal;

describe('what passes', () => {
  const faults: [string, Fault][] = [
    ['a 429 that says how long to wait', { status: 429, headers: { 'retry-after': '7' } }],
    ['a 429 that does not', { status: 429 }],
    ['a 409', { status: 409 }],
    ['a 500', { status: 500, body: '<html>Sorry</html>' }],
    ['a 503 that says until when', { status: 503, headers: { 'retry-after': 'Mon, 02 Mar 2026 09:01:00 GMT' } }],
    ['a connection closed without an answer', 'drop'],
    ['a reset in the middle of the body', 'reset'],
    ['a body whose JSON ends too early', 'truncated'],
  ];

  test.each(faults)('%s costs a wait and no row', async (_, fault) => {
    await using desk = await startZendeskDesk({ exportPageSize: 3, listPageSize: 3 });
    fill(desk.zendesk);
    const calm = settle(await collect(desk.pull(null)));
    for (const path of ['/groups', '/show_many', '/users/cursor', tickets, tickets, '/satisfaction_ratings']) {
      desk.zendesk.failNext(path, fault);
    }
    desk.clock.advance(60_000);
    const before = desk.clock.sleeps.length;
    expect(settle(await collect(desk.pull(null)))).toEqual(calm);
    expect(desk.clock.sleeps.length).toBeGreaterThanOrEqual(before + 6);
  });

  test('Retry-After is honoured to the second', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext(tickets, { status: 429, headers: { 'retry-after': '37' } });
    await collect(desk.pull(null));
    expect(desk.clock.sleeps).toEqual([37_000]);
  });

  test('an answer that never ends is given up and asked for again', async () => {
    await using desk = await startZendeskDesk();
    fill(desk.zendesk);
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

  test('a desk with more pages than the limit allows is read at the pace of ten a minute, without a single 429', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 1 });
    for (let id = 1; id <= 24; id += 1) desk.zendesk.saveTicket({ id });
    const begun = desk.clock.now();
    const log = new PassThrough();
    await collect(desk.open(pino({}, log)).pull(null, never));
    expect(desk.clock.now() - begun).toBe(120_000);
    expect(log.read()).toBeNull();
  });

  test('it stays quiet until a limit is whole again when little is left of it', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.headers = { 'ratelimit-limit': '100', 'ratelimit-remaining': '9', 'ratelimit-reset': '21' };
    await collect(desk.pull(null));
    expect(desk.clock.sleeps).toEqual([21_000, 21_000, 21_000]);
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

  test('a service that stays down is unavailable after six tries, and what was read before stands', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 3 });
    fill(desk.zendesk);
    const whole = await collect(desk.pull(null));
    desk.clock.advance(60_000);
    const pages = desk.pull(null)[Symbol.asyncIterator]();
    const first = await pages.next();
    for (let time = 0; time < 6; time += 1) desk.zendesk.failNext('/users/', { status: 500 });
    await expect(pages.next()).rejects.toMatchObject({ reason: 'unavailable', service: 'Zendesk (acme)' });
    const rest = await collect(desk.pull(first.value?.cursor ?? null));
    expect(settle([first.value, ...rest].filter((batch) => batch !== undefined))).toEqual(settle(whole));
  });

  test('a wait longer than five minutes is left to the next sync', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.failNext(tickets, { status: 429, headers: { 'retry-after': '900' } });
    await expect(collect(desk.pull(null))).rejects.toMatchObject({ reason: 'rate-limited', retryAfter: 900 });
    expect(desk.clock.sleeps).toEqual([]);
  });

  test('a wrong token is named by the settings to check, and asked once', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.token = 'another';
    await expect(collect(desk.pull(null))).rejects.toMatchObject({
      reason: 'unauthorized',
      message: expect.stringMatching(/email.*token.*"acme"/) as string,
    });
    expect(desk.zendesk.requests).toHaveLength(1);
  });

  test('a token that expires between two pages ends the pull, and its successor goes on from there', async () => {
    await using desk = await startZendeskDesk({ exportPageSize: 2 });
    fill(desk.zendesk);
    const whole = await collect(desk.pull(null));
    const pages = desk.pull(null)[Symbol.asyncIterator]();
    const first = await pages.next();
    desk.zendesk.token = 'renewed';
    await expect(pages.next()).rejects.toMatchObject({ reason: 'unauthorized' });
    const settings = { ...desk.zendesk.settings, token: 'renewed' };
    const reader = openZendesk(settings, { log: pino({ level: 'silent' }), clock: desk.clock });
    const rest = await collect(reader.pull(first.value?.cursor ?? null, never));
    expect(settle([first.value, ...rest].filter((batch) => batch !== undefined))).toEqual(settle(whole));
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

describe('a row that does not fit', () => {
  test('is skipped with its place and the reason, and the rest of the page loads', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.saveTicket({ id: 334 });
    desk.zendesk.saveTicket({ id: 335, created_at: undefined });
    desk.zendesk.saveTicket({ id: 336, group_id: 'Billing' });
    desk.zendesk.saveTicket({ id: 337 });
    desk.zendesk.saveUser({ id: 21, active: 'yes' });
    desk.zendesk.saveRating({ id: 41, score: 'splendid' });
    const batches = await collect(desk.pull(null));
    expect(Object.keys(settle(batches).tickets ?? {})).toEqual(['334', '337']);
    expect(batches.flatMap(({ skipped }) => skipped ?? [])).toEqual([
      { place: 'user 21', reason: 'active: Invalid input: expected boolean, received string' },
      { place: 'ticket 335', reason: 'created_at: Invalid input: expected string, received undefined' },
      { place: 'ticket 336', reason: 'group_id: Invalid input: expected number, received string' },
      { place: 'rating 41', reason: expect.stringMatching(/^score: /) as string },
    ]);
  });

  test('is deleted all the same when it is the row of a deleted ticket, which lacks nearly everything', async () => {
    await using desk = await startZendeskDesk();
    desk.zendesk.deleteTicket(335);
    const batches = await collect(desk.pull(null));
    expect(batches.flatMap(({ deleted }) => deleted ?? []).map(({ id }) => id)).toEqual(['335']);
    expect(batches.flatMap(({ skipped }) => skipped ?? [])).toEqual([]);
  });
});

test('the log carries neither credentials nor what people wrote', async () => {
  await using desk = await startZendeskDesk();
  fill(desk.zendesk);
  desk.zendesk.saveTicket({ id: 8, subject: 'My secret', created_at: 'yesterday' });
  desk.zendesk.failNext(tickets, { status: 500, body: '{"error":"My secret"}' });
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  await collect(desk.open(log).pull(null, never));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"reason":"unavailable"');
  const { email, token } = desk.zendesk.settings;
  const credentials = Buffer.from(`${email}/token:${token}`).toString('base64');
  for (const secret of [email, token, credentials, 'My secret', 'yesterday']) expect(lines[0]).not.toContain(secret);
});
