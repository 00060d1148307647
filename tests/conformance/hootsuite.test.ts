import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { openHootsuite } from '../../src/adapters/helpdesk/hootsuite/index.ts';
import { testConnector } from '../helpers/conformance.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { startHootsuite, startHootsuiteDesk } from '../fakes/hootsuite/server.ts';
import { batchesOf } from '../helpers/pull.ts';
import { testStory } from '../helpers/story-told.ts';
import { storyBegins } from '../helpers/story.ts';
import { openVirtualClock } from '../helpers/virtual-clock.ts';

const never = new AbortController().signal;

testConnector('Hootsuite', {
  start: startHootsuiteDesk,
  endpoints: ['/oauth2/token', '/organizations/7/members', '/organizations/7/teams', '/v1/members/'],
  secrets: /secret|token-\d|YXBwOmFwcC1zZWNyZXQ/i,
});

testStory('Hootsuite', {
  async start() {
    const clock = openVirtualClock(storyBegins);
    const hootsuite = await startHootsuite({ now: clock.now });
    return {
      clock,
      tell(event) {
        if (event.what !== 'agent') return;
        hootsuite.save({ id: event.id, fullName: event.name, email: event.email });
        hootsuite.teams.push({ id: `5${event.id}`, name: event.team, members: [event.id] });
      },
      open: () => openHootsuite(hootsuite.settings, { log: pino({ level: 'silent' }), clock }),
      [Symbol.asyncDispose]: () => hootsuite[Symbol.asyncDispose](),
    };
  },
  gives: ['agents'],
});

describe('access tokens', () => {
  test('one that ends while members are read is followed by another', async () => {
    await using desk = await startHootsuiteDesk();
    desk.fill();
    const log = new PassThrough();
    const batches = [];
    for await (const batch of desk.open(pino({}, log)).pull(null, never)) {
      batches.push(batch);
      desk.clock.advance(3_600_000);
    }
    expect(Object.keys(settle(batches).agents ?? {})).toHaveLength(35);
    expect(log.read()).toBeNull();
  });

  test('one that is revoked before its time is followed by another', async () => {
    await using desk = await startHootsuiteDesk();
    desk.fill();
    const batches = [];
    for await (const batch of desk.open().pull(null, never)) {
      batches.push(batch);
      desk.server.revoke();
    }
    expect(Object.keys(settle(batches).agents ?? {})).toHaveLength(35);
  });

  test('one is asked for once, as long as it holds', async () => {
    await using desk = await startHootsuiteDesk();
    desk.fill();
    const reader = desk.open();
    await collect(reader.pull(null, never));
    await collect(reader.pull(null, never));
    expect(desk.server.requests.filter((request) => request.startsWith('/oauth2/token'))).toHaveLength(1);
  });
});

describe('answers of 200', () => {
  test('that carry errors and no data are failures, tried again', async () => {
    await using desk = await startHootsuiteDesk();
    desk.fill();
    desk.server.failNext('/v1/members/', { status: 200, body: '{"errors":[{"code":1043,"message":"Too many"}]}' });
    expect(Object.keys(settle(await collect(desk.open().pull(null, never))).agents ?? {})).toHaveLength(35);
    expect(desk.clock.sleeps.some((ms) => ms >= 500)).toBe(true);
  });

  test('that carry errors beside their data are taken', async () => {
    await using desk = await startHootsuiteDesk();
    const body = '{"data":[],"errors":[{"code":1043,"message":"Some are missing"}]}';
    desk.server.failNext('/organizations/7/members', { status: 200, body });
    expect(settle(await collect(desk.open().pull(null, never)))).toMatchObject({ agents: {} });
  });
});

test('a whole pull under the real limits meets no 429', async () => {
  await using desk = await startHootsuiteDesk();
  for (let id = 1; id <= 120; id += 1) desk.server.save({ id: String(id) });
  const log = new PassThrough();
  const batches = await collect(desk.open(pino({ level: 'warn' }, log)).pull(null, never));
  expect(Object.keys(settle(batches).agents ?? {})).toHaveLength(120);
  expect(log.read()).toBeNull();
});

test('when a tenth of the day is left it waits, and doctor says so', async () => {
  await using desk = await startHootsuiteDesk();
  desk.server.headers = { 'x-account-quota': '100000', 'x-account-quota-used': '95000' };
  const limits = (await desk.open().check()).filter(({ name }) => name === 'rate limit');
  expect(limits).toMatchObject([
    { isOk: true },
    { isOk: false, detail: expect.stringContaining('5000 of 100000') as string },
  ]);
  expect(desk.clock.sleeps).toContain(10_000);
});

test('who has left is no longer active, and keeps the name', async () => {
  await using desk = await startHootsuiteDesk();
  desk.fill();
  const first = await collect(desk.open().pull(null, never));
  desk.server.members.shift();
  const second = await collect(desk.open().pull(first.at(-1)?.cursor ?? null, never));
  const agents = settle([...first, ...second]).agents ?? {};
  expect(agents['11']).toMatchObject({ name: 'Ana Secret 11', team: 'Social', is_active: false });
  expect(agents['12']).toMatchObject({ team: 'Social', is_active: true });
});

test('an app that may not see teams reads members without them', async () => {
  await using desk = await startHootsuiteDesk();
  desk.fill();
  desk.server.seesTeams = false;
  const agents = settle(await collect(desk.open().pull(null, never))).agents ?? {};
  expect(agents['11']).toMatchObject({ name: 'Ana Secret 11', team: null });
  const teams = (await desk.open().check()).find(({ name }) => name === 'teams');
  expect(teams).toMatchObject({ isOk: true, detail: expect.stringContaining('agents have no team') as string });
});

test('a cursor of before streams had their own goes on where it ended', async () => {
  await using desk = await startHootsuiteDesk();
  desk.fill();
  const former = { id: '99', name: 'Gone', email: null, team: null, is_active: true };
  const done = ['11'];
  const begunAt = Math.floor(desk.clock.now() / 1000) - 60;
  const batches = await batchesOf(desk.open(), JSON.stringify({ version: 1, agents: [former], begunAt, done }));
  expect(desk.server.requests.some((request) => request.startsWith('/v1/members/11'))).toBe(false);
  expect(batches[0]?.facts.agents).toContainEqual({ ...former, is_active: false });
  expect(JSON.parse(batches.at(-1)?.cursor ?? '')).toMatchObject({ version: 2, members: { begunAt } });
});
