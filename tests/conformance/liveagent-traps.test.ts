import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { openLiveagent } from '../../src/adapters/helpdesk/liveagent/index.ts';
import type { Batch, WebhookRequest } from '../../src/helpdesk.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import {
  callRow,
  clockRow,
  people,
  ratingRow,
  startLiveagentDesk,
  type LiveagentDesk,
} from '../fakes/liveagent/desk.ts';

const never = new AbortController().signal;
const morning = Date.parse('2026-03-02T08:00:00Z') / 1000;

function pull({ open }: LiveagentDesk, cursor: string | null = null): Promise<Batch[]> {
  return collect(open().pull(cursor, never));
}

/** Two pulls, and something between them; what the store holds then, and what the second asked. */
async function twice(desk: LiveagentDesk, between: () => void) {
  const first = await pull(desk);
  desk.clock.advance(3_600_000);
  between();
  const asked = desk.server.requests.length;
  const second = await pull(desk, first.at(-1)?.cursor);
  return { second, state: settle([...first, ...second]), requests: desk.server.requests.slice(asked) };
}

/** A ticket of Eva's that Ana answered. */
function answered({ server }: LiveagentDesk, id: string, at = morning): void {
  if (server.agents.length === 0)
    server.agents.push({ id: people.ana, name: 'Ana', email: 'ana@example.com', status: 'A' });
  server.saveTicket({ id, owner_contactid: people.eva }, at);
  server.say(id, { type: '3', userid: 'u31' }, at);
  server.saveTicket({ id, agentid: people.ana, status: 'A' }, at + 60);
  server.say(id, { type: '4', userid: people.ana }, at + 60);
}

describe('times', () => {
  test('are asked for in UTC, whatever zone the account is in', async () => {
    await using desk = await startLiveagentDesk();
    answered(desk, '1');
    const { tickets, replies } = settle(await pull(desk));
    expect(tickets?.['1']).toMatchObject({ created_at: morning, updated_at: morning + 60 });
    expect(Object.values(replies ?? {})).toMatchObject([{ at: morning + 60, by: 'agent' }]);
  });

  test('of ratings are in the account’s zone, which is in the settings', async () => {
    await using desk = await startLiveagentDesk();
    desk.server.ratings.push(ratingRow('1', morning));
    expect(settle(await pull(desk)).surveys?.['1']).toMatchObject({ answered_at: morning });
  });
});

describe('tickets', () => {
  test('that fill whole pages with one second are all read', async () => {
    await using desk = await startLiveagentDesk({ pageSize: 2 });
    for (const id of ['1', '2', '3', '4', '5', '6', '7']) desk.server.saveTicket({ id }, morning);
    expect(Object.keys(settle(await pull(desk)).tickets ?? {})).toHaveLength(7);
  });

  test('that change while pages are read are not missed, nor is the one that moves up in their place', async () => {
    await using desk = await startLiveagentDesk({ pageSize: 2 });
    for (const n of [1, 2, 3, 4, 5]) desk.server.saveTicket({ id: String(n) }, morning + n);
    const read: Batch[] = [];
    for await (const batch of desk.open().pull(null, never)) {
      const isFirst = !read.some(({ facts }) => facts.tickets);
      read.push(batch);
      if (isFirst && batch.facts.tickets) desk.server.saveTicket({ id: '1', status: 'R' }, morning + 9);
    }
    const { tickets } = settle(read);
    expect(Object.keys(tickets ?? {})).toEqual(['1', '2', '3', '4', '5']);
    expect(tickets?.['1']).toMatchObject({ status: 'solved' });
  });

  test('that were found late are found all the same', async () => {
    await using desk = await startLiveagentDesk();
    const { state } = await twice(desk, () =>
      desk.server.saveTicket({ id: '1' }, desk.clock.now() / 1000 - 3600 - 280),
    );
    expect(state.tickets?.['1']).toBeDefined();
  });

  test('that stayed as they were are not read once more with their messages', async () => {
    await using desk = await startLiveagentDesk();
    answered(desk, '1', desk.clock.now() / 1000 - 300);
    const first = await pull(desk);
    const asked = desk.server.requests.length;
    await pull(desk, first.at(-1)?.cursor);
    expect(desk.server.requests.slice(asked).filter((request) => request.includes('/messages'))).toEqual([]);
  });

  test.each([
    ['deleted', 'X'],
    ['spam', 'B'],
  ])('that are %s are gone, and come back when that is taken back', async (_, status) => {
    await using desk = await startLiveagentDesk();
    answered(desk, '1');
    const first = await pull(desk);
    const batches = [first];
    for (const next of [status, 'C']) {
      desk.clock.advance(3_600_000);
      desk.server.saveTicket({ id: '1', status: next }, desk.clock.now() / 1000 - 60);
      batches.push(await pull(desk, batches.at(-1)?.at(-1)?.cursor));
    }
    expect(Object.keys(settle(batches.slice(0, 2).flat()).tickets ?? {})).toEqual([]);
    expect(settle(batches.flat()).tickets?.['1']).toMatchObject({ status: 'open' });
  });

  test('whose messages are gone since the page was read are gone', async () => {
    await using desk = await startLiveagentDesk();
    answered(desk, '1');
    desk.server.failNext('/messages', { status: 404 });
    const batches = await pull(desk);
    expect(settle(batches).tickets).toEqual({});
    expect(batches.flatMap(({ deleted }) => deleted ?? [])).toEqual([{ id: '1', at: desk.clock.now() / 1000 }]);
  });

  test('carry the names of their department, tags and organization, and the time worked on them', async () => {
    await using desk = await startLiveagentDesk();
    const { server } = desk;
    server.departments.push({ department_id: 'd7', name: 'Billing', agent_ids: [] });
    server.tags.push({ id: 't7', name: 'refund' });
    server.companies.push({ id: 'c7', name: 'Initech' });
    server.saveContact({ id: people.eva, company_id: 'c7' }, morning - 86_400);
    server.saveTicket({ id: '1', departmentid: 'd7', tags: ['t7', 't8'], owner_contactid: people.eva }, morning);
    server.reports.push(
      { id: 1, conversationid: '1', reportedtime_hhmmss: '00:10:00' },
      { id: 2, conversationid: '1', reportedtime_hhmmss: '01:00:05' },
      { id: 3, conversationid: '2', reportedtime_hhmmss: '09:00:00' },
    );
    expect(settle(await pull(desk)).tickets?.['1']).toMatchObject({
      team: 'Billing',
      tags: ['refund', 't8'],
      organization: 'Initech',
      handle_seconds: 4205,
    });
  });
});

describe('messages', () => {
  test('of more than a page are all read', async () => {
    await using desk = await startLiveagentDesk();
    answered(desk, '1');
    for (let n = 0; n < 150; n += 1) desk.server.say('1', { type: '3', userid: 'u31' }, morning + 100 + n);
    expect(Object.keys(settle(await pull(desk)).replies ?? {})).toHaveLength(151);
  });

  test('in the second of their page’s end that come later are found by the next sync', async () => {
    await using desk = await startLiveagentDesk();
    const now = desk.clock.now() / 1000;
    answered(desk, '1', now - 60);
    const first = await pull(desk);
    desk.server.say('1', { type: '3', userid: 'u31' }, now);
    const second = await pull(desk, first.at(-1)?.cursor);
    expect(Object.keys(settle([...first, ...second]).replies ?? {})).toHaveLength(2);
  });
});

describe('what an account has not bought', () => {
  test.each([
    ['calls', 'calls', 'calls'],
    ['time tracking', 'grid/reports/time', 'nothing'],
    ['service levels', 'slas', 'sla_clocks'],
    ['the SLA log', 'grid/tickets/sla', 'sla_clocks'],
    ['ratings', 'reports/ranking', 'surveys'],
  ])('%s: is not connected, and everything else is read', async (_, part, table) => {
    await using desk = await startLiveagentDesk();
    desk.fill();
    desk.server.lacking.add(part);
    const batches = await pull(desk);
    const state = settle(batches);
    expect(Object.keys(state.tickets ?? {})).toHaveLength(5);
    expect(batches.at(-1)?.isLast).toBe(true);
    expect(Object.keys(state)).not.toContain(table);
    expect((await desk.open().check()).filter(({ isOk }) => !isOk)).toEqual([]);
  });

  test('an account without service levels has no clocks of its own', async () => {
    await using desk = await startLiveagentDesk();
    answered(desk, '1');
    expect(Object.keys(settle(await pull(desk)))).not.toContain('sla_clocks');
  });

  test.each([
    ['v3/agents', 'agents'],
    ['v3/departments', 'departments'],
    ['v3/tags', 'tags'],
    ['v3/contacts', 'contacts'],
    ['/messages', 'messages'],
    ['tickets/history', 'ticket history'],
  ])(
    '%s is no such thing: a key that may not read it fails the sync, and doctor says what to do',
    async (part, name) => {
      await using desk = await startLiveagentDesk();
      answered(desk, '1');
      desk.server.lacking.add(part);
      await expect(pull(desk)).rejects.toMatchObject({ reason: 'forbidden' });
      const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
      expect(failed).toEqual([{ name, isOk: false, detail: expect.stringContaining('lacks a privilege') as string }]);
    },
  );
});

test('a key that may not read tickets fails the sync, and doctor says so of all that needs them', async () => {
  await using desk = await startLiveagentDesk();
  desk.server.lacking.add('v3/tickets');
  await expect(pull(desk)).rejects.toMatchObject({ reason: 'forbidden' });
  const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
  expect(failed.map(({ name }) => name)).toEqual(['tickets', 'messages']);
});

test('a call that is going on is read again when it has ended, and calls among agents are none', async () => {
  await using desk = await startLiveagentDesk();
  const at = desk.clock.now() / 1000 - 60;
  desk.server.calls.push({ ...callRow('1', at), date_finished: null }, { ...callRow('2', at), type: 'T' });
  const { state } = await twice(desk, () => (desk.server.calls[0] = callRow('1', at)));
  expect(state.calls).toMatchObject({ 1: { wait_seconds: 20, talk_seconds: 60, is_answered: true } });
  expect(Object.keys(state.calls ?? {})).toEqual(['1']);
});

test('an account that stands below a path is asked there', async () => {
  await using desk = await startLiveagentDesk();
  const settings = { ...desk.server.settings, url: `${desk.server.url}/support/` };
  const log = pino({ level: 'silent' });
  await openLiveagent(settings, { log, clock: desk.clock }).check();
  expect(desk.server.requests).toEqual(['/support/api/v3/ping']);
});

test('a rating changed within a week replaces what was given first', async () => {
  await using desk = await startLiveagentDesk();
  desk.server.ratings.push(ratingRow('1', morning - 5 * 86_400));
  const { state } = await twice(desk, () => Object.assign(desk.server.ratings[0] ?? {}, { rankingType: 'P' }));
  expect(state.surveys?.['1']).toMatchObject({ score: 0 });
});

test('a whole pull keeps within 180 requests a minute', async () => {
  await using desk = await startLiveagentDesk({ requestsPerMinute: 180 });
  for (let n = 1; n <= 400; n += 1) desk.server.saveTicket({ id: String(n) }, morning + n);
  const began = desk.clock.now();
  expect(Object.keys(settle(await pull(desk)).tickets ?? {})).toHaveLength(400);
  expect(desk.clock.now() - began).toBeGreaterThanOrEqual(120_000);
  expect(desk.server.refusals).toEqual([]);
});

describe('a ticket read live', () => {
  test('comes with its moves, replies and clocks, as a pull brings them', async () => {
    await using desk = await startLiveagentDesk();
    desk.fill();
    const read = settle([{ facts: {}, ...(await desk.open().readTicket?.('2', never)), cursor: '' }]);
    const state = settle(await pull(desk));
    for (const table of ['tickets', 'ticket_moves', 'replies', 'sla_clocks']) {
      const pulled = Object.entries(state[table] ?? {}).filter(([, row]) => row['ticket'] === '2' || row['id'] === '2');
      expect(pulled.length).toBeGreaterThan(0);
      expect(read[table]).toEqual(Object.fromEntries(pulled));
    }
  });

  test.each(['gone', 'deleted'])('is deleted here when it is %s there', async (how) => {
    await using desk = await startLiveagentDesk();
    if (how === 'deleted') desk.server.saveTicket({ id: '2', status: 'X' }, desk.clock.now() / 1000);
    const read = await desk.open().readTicket?.('2', never);
    expect(read?.deleted).toEqual([{ id: '2', at: desk.clock.now() / 1000 }]);
    expect(read?.facts.tickets ?? []).toEqual([]);
  });
});

describe('a rule’s HTTP request', () => {
  const call = (headers: WebhookRequest['headers'], body: string): WebhookRequest => ({
    headers,
    query: new URLSearchParams(),
    body: Buffer.from(body),
  });
  const secret = { 'x-deskpulse-secret': 'a secret of the rules' };

  test.each([
    ['names its ticket', secret, '{"ticket":"abc"}', { tickets: ['abc'] }],
    ['with another secret is none', { 'x-deskpulse-secret': 'guessed' }, '{"ticket":"abc"}', undefined],
    ['without a secret is none', {}, '{"ticket":"abc"}', undefined],
    ['that is not JSON is none', secret, 'ticket=abc', undefined],
    ['that names no ticket is none', secret, '{"ticket":""}', undefined],
  ])('%s', async (_, headers, body, heard) => {
    await using desk = await startLiveagentDesk();
    expect(desk.open().readWebhook?.(call(headers, body))).toEqual(heard);
  });
});

test('the SLA log’s open clocks have no end', async () => {
  await using desk = await startLiveagentDesk();
  desk.server.levels.push({ id: 'gold', name: 'Gold' });
  desk.server.saveTicket({ id: '1' }, morning);
  desk.server.clocks.push(clockRow('1', morning), { ...clockRow('1', morning), sla_type: 'first_assign' });
  expect(Object.values(settle(await pull(desk)).sla_clocks ?? {})).toMatchObject([
    { kind: 'first_reply', started_at: morning, target_at: morning + 3600, stopped_at: null, policy: 'Gold' },
  ]);
});
