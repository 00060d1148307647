import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { openZendesk } from '../../src/adapters/helpdesk/zendesk/index.ts';
import type { Helpdesk, News } from '../../src/helpdesk.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { startZendeskDesk, type ZendeskDesk } from '../fakes/zendesk/desk.ts';

const never = new AbortController().signal;

async function read(desk: Helpdesk, id: string): Promise<News> {
  const news = await desk.readTicket?.(id, never);
  if (news === undefined) throw new Error('a Zendesk desk can be asked for a ticket');
  return news;
}

describe('a ticket read live', () => {
  test('is what a sync reads of it: the same rows, with the same ids', async () => {
    await using desk = await startZendeskDesk({ pageSize: 1 });
    desk.fill();
    const synced = settle(await collect(desk.pull(null)));
    const news = await read(desk.open(), '3');
    const live = settle([{ ...news, cursor: '' }]);
    expect(Object.keys(live).toSorted()).toEqual(['replies', 'sla_clocks', 'ticket_moves', 'tickets']);
    for (const [table, rows] of Object.entries(live)) {
      const of = Object.entries(synced[table] ?? {}).filter(([, { id, ticket = id }]) => ticket === '3');
      expect(rows, table).toEqual(Object.fromEntries(of));
    }
    expect(Object.values(live.replies ?? {})).toMatchObject([{ by: 'agent', agent: '11' }]);
  });

  test('shows a reply of this very second, and asks no export', async () => {
    await using desk = await startZendeskDesk();
    desk.fill();
    const second = Math.floor(desk.clock.now() / 1000);
    const reply = { type: 'Comment', author_id: 11, public: true, body: 'Here I am' };
    desk.zendesk.addUpdate({ ticket_id: 3, author_id: 11, events: [reply], second });
    const { facts } = await read(desk.open(), '3');
    expect(facts.replies?.at(-1)).toMatchObject({ at: second, by: 'agent' });
    expect(desk.zendesk.requests.filter((request) => request.includes('/incremental/'))).toEqual([]);
  });

  test('asks for names once for several tickets, and again after a while', async () => {
    await using desk = await startZendeskDesk();
    desk.fill();
    const reader = desk.open();
    const asked = () => desk.zendesk.requests.filter((request) => request.endsWith('/groups?page[size]=100')).length;
    for (const id of ['3', '4', '5']) await read(reader, id);
    expect(asked()).toBe(1);
    desk.clock.advance(300_000);
    desk.zendesk.groups[0] = { id: 51, name: 'Invoices' };
    expect((await read(reader, '3')).facts.tickets).toMatchObject([{ team: 'Invoices' }]);
    expect(asked()).toBe(2);
  });

  test('knows an agent who has left since, where a sync has seen them', async () => {
    await using desk = await startZendeskDesk();
    desk.fill();
    const reader = desk.open();
    const synced = await collect(reader.pull(null, never));
    desk.zendesk.saveUser({ id: 11, role: 'end-user' });
    expect((await read(reader, '3')).facts.replies).toMatchObject([{ by: 'agent' }]);
    const later = desk.open();
    await collect(later.pull(synced.at(-1)?.cursor ?? null, never));
    expect((await read(later, '3')).facts.replies).toMatchObject([{ by: 'agent' }]);
  });

  test.each<[string, (desk: ZendeskDesk) => void]>([
    ['deleted', ({ zendesk }) => zendesk.deleteTicket(3)],
    ['merged into another', ({ zendesk }) => zendesk.mergeTicket(3)],
  ])('that was %s is gone', async (_, withdraw) => {
    await using desk = await startZendeskDesk();
    desk.fill();
    withdraw(desk);
    const { facts, deleted } = await read(desk.open(), '3');
    expect(facts).toEqual({});
    expect(deleted).toEqual([{ id: '3', at: expect.any(Number) as number }]);
  });
});

describe('updates of tickets', () => {
  test('of the second in which a page ends come again, and are the same rows', async () => {
    await using desk = await startZendeskDesk({ pageSize: 2 });
    const second = desk.clock.now() / 1000 - 3600;
    const tag = { type: 'Change', field_name: 'status', value: 'open' };
    for (const after of [0, 1, 1, 1, 2, 3]) {
      desk.zendesk.addUpdate({ ticket_id: 1, author_id: 11, events: [tag], second: second + after });
    }
    const batches = await collect(desk.pull(null));
    const moves = batches.flatMap(({ facts }) => facts.ticket_moves ?? []);
    expect(moves.length).toBeGreaterThan(6);
    expect(new Set(moves.map(({ id }) => id)).size).toBe(6);
  });

  test('whose page leads nowhere are unavailable, and asked for again from the same place', async () => {
    await using desk = await startZendeskDesk();
    desk.fill();
    const body = '{"ticket_events":[],"count":0,"end_time":1,"next_page":"","end_of_stream":false}';
    desk.zendesk.failNext('/ticket_events', { status: 200, body });
    await expect(collect(desk.pull(null))).rejects.toMatchObject({ reason: 'unavailable' });
  });

  test('of tickets whose author nobody knows are a customer’s', async () => {
    await using desk = await startZendeskDesk();
    const said = (author_id: number) => ({ type: 'Comment', author_id, public: true, body: 'Words' });
    desk.zendesk.addUpdate({ ticket_id: 1, author_id: 77, events: [said(77)] });
    const { replies } = settle(await collect(desk.pull(null)));
    expect(Object.values(replies ?? {})).toMatchObject([{ by: 'customer', agent: null }]);
  });
});

test('a call is read again when its figures are worked out hours later', async () => {
  await using desk = await startZendeskDesk();
  desk.zendesk.saveCall({ id: 61, agent_id: 11, talk_time: 300, wrap_up_time: null });
  const before = await collect(desk.pull(null));
  desk.clock.advance(3 * 3_600_000);
  desk.zendesk.saveCall({ id: 61, wrap_up_time: 30 });
  desk.clock.advance(300_000);
  const after = await collect(desk.pull(before.at(-1)?.cursor ?? null));
  expect(settle([...before, ...after]).calls?.['61']).toMatchObject({ talk_seconds: 300, wrap_seconds: 30 });
});

test('a desk that was read before its events were goes on, and reads them from the beginning', async () => {
  await using desk = await startZendeskDesk();
  desk.fill();
  const whole = await collect(desk.pull(null));
  const { users, tickets, ratings } = JSON.parse(whole.at(-1)?.cursor ?? '') as Record<string, unknown>;
  const batches = await collect(desk.pull(JSON.stringify({ version: 1, users, tickets, ratings })));
  const { agents: _, customers: __, ...rest } = settle(whole);
  expect(settle(batches)).toMatchObject({ ...rest, surveys: expect.anything() as object });
});

describe('a webhook', () => {
  const secret = 'Mellon';
  const at = '2026-03-02T09:00:00Z';

  function hear(body: string, { signature, stamp = at }: { signature?: string; stamp?: string } = {}) {
    const settings = {
      name: 'acme',
      kind: 'zendesk' as const,
      url: 'http://127.0.0.1:1',
      email: 'b@c.example',
      token: 't',
    };
    const clock = { now: () => Date.parse(at), sleep: () => Promise.resolve(), deadline: () => never };
    const desk = openZendesk({ ...settings, webhook_secret: secret }, { log: pino({ level: 'silent' }), clock });
    const signed = createHmac('sha256', secret).update(`${stamp}${body}`).digest('base64');
    const headers = {
      'x-zendesk-webhook-signature': signature ?? signed,
      'x-zendesk-webhook-signature-timestamp': stamp,
    };
    return desk.readWebhook?.({ headers, query: new URLSearchParams(), body: Buffer.from(body) });
  }

  test.each([
    ['a trigger', '{"ticket_id":"335"}'],
    ['a trigger, as a number', '{"ticket_id":335}'],
    [
      'a subscription',
      '{"type":"zen:event-type:ticket.comment_added","subject":"zen:ticket:335","detail":{"id":"335"}}',
    ],
  ])('of %s names its ticket', (_, body) => {
    expect(hear(body)).toEqual({ tickets: ['335'] });
  });

  test.each<[string, string, Parameters<typeof hear>[1]]>([
    ['is forged', '{"ticket_id":335}', { signature: 'Zm9yZ2Vk' }],
    ['is not signed', '{"ticket_id":335}', { signature: '' }],
    ['is six minutes old', '{"ticket_id":335}', { stamp: '2026-03-02T08:54:00Z' }],
    ['comes from six minutes ahead', '{"ticket_id":335}', { stamp: '2026-03-02T09:06:00Z' }],
    ['has no time', '{"ticket_id":335}', { stamp: '' }],
    ['is not JSON', 'ticket_id=335', {}],
  ])('that %s is not heard', (_, body, request) => {
    expect(hear(body, request)).toBeUndefined();
  });

  test.each([
    ['names no ticket', '{"subject":"zen:user:335"}'],
    ['names a ticket that is no number', '{"ticket_id":"../335"}'],
  ])('that %s is heard, and there is nothing to read', (_, body) => {
    expect(hear(body)).toEqual({ tickets: [] });
  });

  test('is not listened to without a secret', async () => {
    await using desk = await startZendeskDesk();
    expect(desk.open().readWebhook).toBeUndefined();
  });
});
