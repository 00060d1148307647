import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Check, WebhookRequest } from '../../src/helpdesk.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { startIntercomDesk, type IntercomDesk } from '../fakes/intercom/desk.ts';
import { author } from '../fakes/intercom/state.ts';
import { webhookSecret } from '../fakes/intercom/server.ts';

const never = new AbortController().signal;

async function read(desk: IntercomDesk, cursor: string | null = null) {
  const batches = await collect(desk.pull(cursor));
  return { batches, state: settle(batches), cursor: batches.at(-1)?.cursor ?? null };
}

describe('what Intercom leaves to be found out', () => {
  test.each([-11, 0, 14])(
    'contacts are found by whole days of a workspace %i hours from UTC, and none is missed',
    async (zoneHours) => {
      await using desk = await startIntercomDesk({ zoneHours });
      desk.intercom.saveContact({ id: '31' });
      desk.clock.advance(600_000);
      const first = await read(desk);
      desk.clock.advance(900_000);
      desk.intercom.saveContact({ id: '32' });
      desk.clock.advance(60_000);
      const second = await read(desk, first.cursor);
      expect(Object.keys(second.state.customers ?? {})).toEqual(['32']);
    },
  );

  test('of contacts of the same days, no more pages are asked for than hold what changed', async () => {
    await using desk = await startIntercomDesk({ pageSize: 2 });
    for (let id = 1; id <= 20; id += 1) desk.intercom.saveContact({ id: `c${id}` });
    desk.clock.advance(600_000);
    const { cursor } = await read(desk);
    desk.clock.advance(900_000);
    desk.intercom.saveContact({ id: 'c7', name: 'Renamed' });
    const asked = desk.intercom.requests.length;
    expect((await read(desk, cursor)).state.customers).toMatchObject({ c7: { name: 'Renamed' } });
    const pages = desk.intercom.requests.slice(asked).filter((request) => request.includes('/contacts/'));
    expect(pages).toHaveLength(1);
  });

  test.each([
    ['oldest', false],
    ['newest', true],
  ])(
    'calls are read whether the list begins with the %s or not, and later only the new ones',
    async (_, isReversed) => {
      await using desk = await startIntercomDesk({ pageSize: 3 });
      const { calls } = desk.intercom;
      const start = Math.floor(desk.clock.now() / 1000) - 20 * 86_400;
      const add = (n: number) => {
        const call = { id: String(n), direction: 'inbound', initiated_at: start + n * 86_400, answered_at: start };
        if (isReversed) calls.unshift(call);
        else calls.push(call);
      };
      for (let n = 1; n <= 20; n += 1) add(n);
      const first = await read(desk);
      expect(Object.keys(first.state.calls ?? {})).toHaveLength(20);
      desk.clock.advance(86_400_000);
      add(21);
      const asked = desk.intercom.requests.length;
      expect((await read(desk, first.cursor)).state.calls).toHaveProperty('21');
      const pages = desk.intercom.requests.slice(asked).filter((request) => request.includes('/calls'));
      expect(pages.length).toBeLessThanOrEqual(3);
    },
  );

  test('an article’s views are facts from the first reading on, and those of a new article from its beginning', async () => {
    await using desk = await startIntercomDesk();
    const { articles } = desk.intercom;
    const created_at = Math.floor(desk.clock.now() / 1000) - 86_400;
    articles.push({ id: '81', title: 'Returns', state: 'published', created_at, statistics: { views: 500 } });
    articles.push({ id: '82', title: 'Draft', state: 'draft', created_at, statistics: null });
    const first = await read(desk);
    expect(first.state.self_service).toEqual({});
    desk.clock.advance(3_600_000);
    Object.assign(articles[0] ?? {}, { statistics: { views: 503 } });
    const now = Math.floor(desk.clock.now() / 1000);
    articles.unshift({ id: '83', title: 'New', state: 'published', created_at: now, statistics: { views: 1 } });
    const second = await read(desk, first.cursor);
    const viewed = Object.values(second.state.self_service ?? {}).map(({ id, at, article }) => [id, at, article]);
    expect(viewed).toEqual([
      ['83/1', now, 'New'],
      ['81/501', now, 'Returns'],
      ['81/502', now, 'Returns'],
      ['81/503', now, 'Returns'],
    ]);
    const again = await read(desk, first.cursor);
    expect(again.state.self_service).toEqual(second.state.self_service);
    expect((await read(desk, second.cursor)).state.self_service).toBeUndefined();
  });

  test('of a conversation with more than 500 parts the newest are read', async () => {
    await using desk = await startIntercomDesk();
    desk.intercom.saveConversation({ id: '1' });
    for (let n = 1; n <= 510; n += 1) desk.intercom.addPart('1', { author: author.admin('11') });
    expect(Object.keys((await read(desk)).state.replies ?? {})).toHaveLength(500);
  });

  test('what is told of an SLA makes no clock, and so leaves the policies in force', async () => {
    await using desk = await startIntercomDesk();
    const sla = { sla_name: 'Premium' };
    desk.intercom.saveConversation({ id: '1', sla_applied: { ...sla, sla_status: 'missed' } });
    desk.intercom.addPart('1', {
      part_type: 'conversation_sla_applied_by_rule',
      event_details: { ...sla, sla_definition: { first_reply_time: 300, time_to_close: 7200 } },
    });
    desk.clock.advance(600_000);
    desk.intercom.addPart('1', {
      part_type: 'conversation_sla_target_missed',
      event_details: {
        ...sla,
        sla_target_type: 'first_reply_time',
        current_sla_status: 'missed',
        sla_states: { time_to_close: { status: 'active', seconds_remaining: 6600 } },
      },
    });
    const { batches, state } = await read(desk);
    expect(batches.flatMap(({ facts }) => Object.keys(facts))).not.toContain('sla_clocks');
    expect(Object.keys(state.ticket_moves ?? {})).toEqual(['1/created']);
    expect(state.replies).toEqual({});
  });

  test('a conversation deleted while its page is read counts as deleted', async () => {
    await using desk = await startIntercomDesk();
    desk.fill();
    desk.intercom.failNext('/conversations/4', { status: 404 });
    const { batches, state } = await read(desk);
    expect(batches.flatMap(({ deleted = [] }) => deleted).map(({ id }) => id)).toEqual(['4']);
    expect(state.tickets).not.toHaveProperty('4');
  });

  test('a place in a search that Intercom no longer knows begins the search anew', async () => {
    await using desk = await startIntercomDesk({ pageSize: 2 });
    desk.fill();
    const whole = await read(desk);
    const half = await collect(desk.pull(null), 6);
    const cursor = (half.at(-1)?.cursor ?? '').replace(/"after":"[^"]+"/, '"after":"forgotten"');
    expect(cursor).toContain('forgotten');
    const rest = await collect(desk.pull(cursor));
    expect(settle([...half, ...rest])).toEqual(whole.state);
  });

  test('a teammate who has left keeps the name and is no longer active', async () => {
    await using desk = await startIntercomDesk();
    desk.fill();
    const first = await read(desk);
    desk.intercom.admins.shift();
    const second = await read(desk, first.cursor);
    expect(second.state.agents).toMatchObject({
      '11': { name: 'Ana Ray', is_active: false },
      '12': { is_active: true },
    });
    expect((await read(desk, second.cursor)).state.agents).toMatchObject({ '11': { is_active: false } });
  });

  test.each(['calls', 'articles'])(
    'without %s the desk is not connected to them, and all else is read',
    async (product) => {
      await using desk = await startIntercomDesk();
      desk.fill();
      desk.intercom.withheld.add(product);
      const tables = Object.keys((await read(desk)).state);
      expect(tables).not.toContain(product === 'calls' ? 'calls' : 'self_service');
      expect(tables).toContain(product === 'calls' ? 'self_service' : 'calls');
    },
  );

  test('without conversations the pull fails, and says what to do', async () => {
    await using desk = await startIntercomDesk();
    desk.intercom.withheld.add('conversations');
    await expect(read(desk)).rejects.toMatchObject({
      reason: 'forbidden',
      message: expect.stringMatching(/acme.*permission/) as string,
    });
  });

  test('a whole pull keeps within the limit of a window, and leaves the last tenth of it', async () => {
    await using desk = await startIntercomDesk({ limit: 100 });
    for (let id = 1; id <= 400; id += 1) desk.intercom.saveConversation({ id: String(id) });
    const begun = desk.clock.now();
    const { state } = await read(desk);
    expect(Object.keys(state.tickets ?? {})).toHaveLength(400);
    expect(desk.intercom.requests).toHaveLength(400 + 8 + 6);
    expect(desk.clock.now() - begun).toBeGreaterThan(30_000);
  });
});

describe('a ticket read live', () => {
  test('comes with what belongs to it', async () => {
    await using desk = await startIntercomDesk();
    desk.fill();
    const whole = await read(desk);
    const news = await desk.open().readTicket?.('1', never);
    expect(news?.facts.tickets).toEqual([whole.state.tickets?.['1']]);
    expect(news?.facts.replies).toHaveLength(1);
    expect(news?.facts.ticket_moves).toHaveLength(2);
    expect(news?.facts.surveys).toHaveLength(1);
  });

  test('is deleted at this moment when it is gone', async () => {
    await using desk = await startIntercomDesk();
    const news = await desk.open().readTicket?.('1', never);
    expect(news?.facts.tickets).toEqual([]);
    expect(news?.deleted).toEqual([{ id: '1', at: Math.floor(desk.clock.now() / 1000) }]);
  });
});

describe('a webhook', () => {
  const told = {
    type: 'notification_event',
    topic: 'conversation.user.replied',
    data: { item: { type: 'conversation', id: '7' } },
  };

  function signed(body: string, secret = webhookSecret): WebhookRequest {
    const signature = `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
    return { headers: { 'x-hub-signature': signature }, query: new URLSearchParams(), body: Buffer.from(body) };
  }

  async function hear(call: (now: number) => WebhookRequest) {
    await using desk = await startIntercomDesk();
    return desk.open().readWebhook?.(call(Math.floor(desk.clock.now() / 1000)));
  }

  test('names the conversation', async () => {
    expect(await hear((now) => signed(JSON.stringify({ ...told, created_at: now })))).toEqual({ tickets: ['7'] });
  });

  test('that concerns no conversation is genuine, and names none', async () => {
    const ping = { ...told, topic: 'ping', data: { item: { type: 'ping' } } };
    expect(await hear((now) => signed(JSON.stringify({ ...ping, created_at: now })))).toEqual({ tickets: [] });
  });

  test.each<[string, (now: number) => WebhookRequest]>([
    ['signed by another secret', (now) => signed(JSON.stringify({ ...told, created_at: now }), 'another')],
    [
      'whose body was changed',
      (now) => ({ ...signed('{}'), body: Buffer.from(JSON.stringify({ ...told, created_at: now })) }),
    ],
    ['without a signature', (now) => ({ ...signed(JSON.stringify({ ...told, created_at: now })), headers: {} })],
    ['that is too old', (now) => signed(JSON.stringify({ ...told, created_at: now - 4 * 3600 }))],
    ['that is no notification', () => signed('{"type":"other"}')],
    ['that is not JSON', () => signed('conversation 7')],
  ])('%s is not heard', async (_, call) => {
    expect(await hear(call)).toBeUndefined();
  });
});

describe('doctor', () => {
  const failed = (checks: readonly Check[]) => checks.filter(({ isOk }) => !isOk).map(({ name }) => name);

  test.each([
    ['admins', 'teammates'],
    ['teams', 'teams'],
    ['contacts', 'contacts'],
    ['conversations', 'conversations'],
  ])('tells that %s may not be read', async (path, name) => {
    await using desk = await startIntercomDesk();
    desk.intercom.withheld.add(path);
    const checks = await desk.open().check();
    expect(failed(checks)).toEqual([name]);
    expect(checks.find((check) => check.name === name)?.detail).toContain('permission');
  });

  test.each(['calls', 'articles'])('passes a workspace without %s, and says what that means', async (product) => {
    await using desk = await startIntercomDesk();
    desk.intercom.withheld.add(product);
    const checks = await desk.open().check();
    expect(failed(checks)).toEqual([]);
    expect(checks.find(({ name }) => name === product)?.detail).toContain('not connected');
  });
});
