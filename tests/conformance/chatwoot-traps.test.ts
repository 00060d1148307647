import { createHmac } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Check, WebhookRequest } from '../../src/helpdesk.ts';
import { startChatwootDesk, type ChatwootDesk } from '../fakes/chatwoot/desk.ts';
import { agent, customer } from '../fakes/chatwoot/state.ts';
import { webhookSecret } from '../fakes/chatwoot/server.ts';
import { collect, settle } from '../helpers/desk-state.ts';

const never = new AbortController().signal;

async function read(desk: ChatwootDesk, cursor: string | null = null) {
  const batches = await collect(desk.pull(cursor));
  return { batches, state: settle(batches), cursor: batches.at(-1)?.cursor ?? null };
}

describe('what Chatwoot leaves to be found out', () => {
  test('conversations of every state are read, where the list alone shows the open ones', async () => {
    await using desk = await startChatwootDesk();
    for (const [index, status] of ['open', 'resolved', 'pending', 'snoozed'].entries()) {
      desk.chatwoot.openConversation({ id: index + 1, status });
    }
    const statuses = Object.values((await read(desk)).state.tickets ?? {}).map(({ status }) => String(status));
    expect(statuses.toSorted()).toEqual(['hold', 'new', 'open', 'solved']);
  });

  test('what becomes active while the list is read comes with the next pull', async () => {
    await using desk = await startChatwootDesk({ pageSize: 2 });
    desk.fill();
    const whole = Object.keys((await read(desk)).state.tickets ?? {});
    const batches = [];
    for await (const batch of desk.pull(null)) {
      batches.push(batch);
      if (batch.facts.tickets?.some(({ id }) => id === '1') === true) {
        desk.clock.advance(1000);
        desk.chatwoot.addMessage(2, customer(31));
      }
    }
    const next = await collect(desk.pull(batches.at(-1)?.cursor ?? null));
    expect(Object.keys(settle(batches).tickets ?? {})).not.toContain('2');
    expect(Object.keys(settle([...batches, ...next]).tickets ?? {})).toEqual(whole);
  });

  test('of a long conversation all messages are read, a hundred at a time', async () => {
    await using desk = await startChatwootDesk();
    desk.chatwoot.openConversation({ id: 1 });
    for (let n = 1; n <= 250; n += 1) desk.chatwoot.addMessage(1, agent(11));
    expect(Object.keys((await read(desk)).state.replies ?? {})).toHaveLength(250);
    expect(desk.chatwoot.requests.filter((request) => request.includes('/messages'))).toHaveLength(3);
  });

  test('an answer that is changed within two weeks is read again within the hour', async () => {
    await using desk = await startChatwootDesk();
    const created_at = Math.floor(desk.clock.now() / 1000) - 13 * 86_400;
    desk.chatwoot.ratings.push({ id: 61, rating: 2, conversation_id: 1, created_at });
    const first = await read(desk);
    desk.clock.advance(3_600_000);
    Object.assign(desk.chatwoot.ratings[0] ?? {}, { rating: 5 });
    const second = await read(desk, first.cursor);
    expect(second.state.surveys).toMatchObject({ '61': { score: 5, answered_at: created_at } });
    desk.clock.advance(600_000);
    expect((await read(desk, second.cursor)).state.surveys).toEqual({});
  });

  test('a contact’s new name comes with the next activity', async () => {
    await using desk = await startChatwootDesk();
    desk.fill();
    const first = await read(desk);
    desk.clock.advance(3_600_000);
    desk.chatwoot.saveContact({ id: 31, name: 'Renamed' });
    desk.chatwoot.addMessage(2, customer(31));
    expect((await read(desk, first.cursor)).state.customers).toMatchObject({ '31': { name: 'Renamed' } });
  });

  test('an agent who has left keeps the name and is no longer active', async () => {
    await using desk = await startChatwootDesk();
    desk.fill();
    const first = await read(desk);
    desk.chatwoot.agents.shift();
    expect((await read(desk, first.cursor)).state.agents).toMatchObject({
      '11': { name: 'Ana Ray', team: 'Billing', is_active: false },
      '12': { name: 'Ben Oak', team: 'Returns', is_active: true },
    });
  });

  test('a conversation deleted while its page is read counts as deleted', async () => {
    await using desk = await startChatwootDesk();
    desk.fill();
    desk.chatwoot.failNext('/conversations/4/messages', { status: 404 });
    const { batches, state } = await read(desk);
    expect(batches.flatMap(({ deleted = [] }) => deleted).map(({ id }) => id)).toEqual(['4']);
    expect(state.tickets).not.toHaveProperty('4');
  });

  test('without satisfaction ratings the desk is not connected to them, and all else is read', async () => {
    await using desk = await startChatwootDesk();
    desk.fill();
    desk.chatwoot.withheld.add('/csat_survey_responses');
    const { batches, state } = await read(desk);
    expect(Object.keys(state)).not.toContain('surveys');
    expect(batches.flatMap(({ gives = [] }) => gives)).toEqual([]);
    expect(Object.keys(state.tickets ?? {})).toHaveLength(7);
  });

  test('without conversations the pull fails, and says what to do', async () => {
    await using desk = await startChatwootDesk();
    desk.chatwoot.withheld.add('/conversations');
    await expect(read(desk)).rejects.toMatchObject({
      reason: 'forbidden',
      message: expect.stringMatching(/acme.*administrator/) as string,
    });
  });

  test('an account that takes more requests than a minute allows is read at that pace, without a single 429', async () => {
    await using desk = await startChatwootDesk({ requestsPerMinute: 100 });
    for (let id = 1; id <= 200; id += 1) desk.chatwoot.openConversation({ id });
    const begun = desk.clock.now();
    const log = new PassThrough();
    const state = settle(await collect(desk.open(pino({}, log)).pull(null, never)));
    expect(Object.keys(state.tickets ?? {})).toHaveLength(200);
    expect(desk.clock.now() - begun).toBeGreaterThanOrEqual(120_000);
    expect(log.read()).toBeNull();
  });
});

describe('a ticket read live', () => {
  test('comes with what belongs to it', async () => {
    await using desk = await startChatwootDesk();
    desk.fill();
    const whole = await read(desk);
    const news = await desk.open().readTicket?.('1', never);
    expect(settle([{ facts: {}, ...news, cursor: '' }]).tickets).toEqual({ '1': whole.state.tickets?.['1'] });
    expect(news?.facts.tickets?.[0]?.url).toBe(`${desk.chatwoot.url}/desk/app/accounts/3/conversations/1`);
    expect(news?.facts.replies).toHaveLength(1);
    expect(news?.facts.ticket_moves?.map(({ status }) => status)).toEqual(['open', 'pending', 'solved']);
  });

  test('is deleted at this moment when it is gone', async () => {
    await using desk = await startChatwootDesk();
    const news = await desk.open().readTicket?.('1', never);
    expect(news).toEqual({ facts: {}, deleted: [{ id: '1', at: Math.floor(desk.clock.now() / 1000) }] });
  });
});

describe('a webhook', () => {
  const message = JSON.stringify({ event: 'message_created', id: 7001, conversation: { id: 7, status: 'open' } });

  interface Sent {
    readonly body: string;
    readonly secret?: string;
    /** Seconds before now. */
    readonly age?: number;
  }

  function signed({ body, secret = webhookSecret, age = 0 }: Sent, now: number): WebhookRequest {
    const sentAt = String(now - age);
    const signature = `sha256=${createHmac('sha256', secret).update(`${sentAt}.${body}`).digest('hex')}`;
    const headers = { 'x-chatwoot-timestamp': sentAt, 'x-chatwoot-signature': signature };
    return { headers, query: new URLSearchParams(), body: Buffer.from(body) };
  }

  async function hear(call: (now: number) => WebhookRequest) {
    await using desk = await startChatwootDesk();
    return desk.open().readWebhook?.(call(Math.floor(desk.clock.now() / 1000)));
  }

  test.each([
    ['a message', message, ['7']],
    ['a change of state', '{"event":"conversation_status_changed","id":8,"status":"resolved"}', ['8']],
    ['typing', '{"event":"conversation_typing_on","conversation":{"id":9}}', ['9']],
    ['a contact', '{"event":"contact_updated","id":31}', []],
    ['a visit', '{"event":"webwidget_triggered","id":"","current_conversation":null}', []],
  ])('of %s names the conversation, where it concerns one', async (_, body, tickets) => {
    expect(await hear((now) => signed({ body }, now))).toEqual({ tickets });
  });

  test.each<[string, (now: number) => WebhookRequest]>([
    ['signed by another secret', (now) => signed({ body: message, secret: 'another' }, now)],
    ['whose body was changed', (now) => ({ ...signed({ body: '{}' }, now), body: Buffer.from(message) })],
    [
      'whose time was changed',
      (now) => {
        const { headers, ...call } = signed({ body: message, age: 3600 }, now);
        return { ...call, headers: { ...headers, 'x-chatwoot-timestamp': String(now) } };
      },
    ],
    ['without a signature', (now) => ({ ...signed({ body: message }, now), headers: {} })],
    ['that is too old', (now) => signed({ body: message, age: 3600 }, now)],
    ['that is from the future', (now) => signed({ body: message, age: -3600 }, now)],
    ['that names no event', (now) => signed({ body: '{"id":7}' }, now)],
    ['that is not JSON', (now) => signed({ body: 'conversation 7' }, now)],
  ])('%s is not heard', async (_, call) => {
    expect(await hear(call)).toBeUndefined();
  });
});

describe('doctor', () => {
  const failed = (checks: readonly Check[]) => checks.filter(({ isOk }) => !isOk).map(({ name }) => name);

  test('tells an agent’s token, which sees some of the inboxes only, from an administrator’s', async () => {
    await using desk = await startChatwootDesk();
    desk.chatwoot.role = 'agent';
    const checks = await desk.open().check();
    expect(failed(checks)).toEqual(['credentials']);
    expect(checks[1]?.detail).toContain("Use an administrator's token");
  });

  test('tells a token of another account', async () => {
    await using desk = await startChatwootDesk();
    desk.chatwoot.failNext('/profile', { status: 200, body: '{"accounts":[{"id":4,"role":"administrator"}]}' });
    const checks = await desk.open().check();
    expect(checks[1]).toMatchObject({ isOk: false, detail: expect.stringContaining('account 3') as string });
  });

  test.each([
    ['/agents', 'agents'],
    ['/teams', 'teams'],
    ['/contacts', 'contacts'],
    ['/conversations', 'conversations'],
  ])('tells that %s may not be read', async (path, name) => {
    await using desk = await startChatwootDesk();
    desk.chatwoot.withheld.add(path);
    const checks = await desk.open().check();
    expect(failed(checks)).toEqual([name]);
    expect(checks.find((check) => check.name === name)?.detail).toContain('administrator');
  });

  test('passes an account without satisfaction ratings, and says what that means', async () => {
    await using desk = await startChatwootDesk();
    desk.chatwoot.withheld.add('/csat_survey_responses');
    const checks = await desk.open().check();
    expect(failed(checks)).toEqual([]);
    expect(checks.find(({ name }) => name === 'satisfaction ratings')?.detail).toContain('not connected');
  });
});
