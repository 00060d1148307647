import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { openFreshdesk } from '../../src/adapters/helpdesk/freshdesk/index.ts';
import type { Batch, Helpdesk } from '../../src/helpdesk.ts';
import { collect, settle } from '../helpers/desk-state.ts';
import { startFreshdeskDesk, type FreshdeskDesk } from '../fakes/freshdesk/desk.ts';
import { iso } from '../fakes/freshdesk/state.ts';

const never = new AbortController().signal;
const minute = 60_000;
const day = 86_400_000;

function pull(desk: FreshdeskDesk, cursor: string | null = null): Promise<Batch[]> {
  return collect(desk.open().pull(cursor, never));
}

/** Pulled once more, what the store holds after all of these. */
async function pullOn(desk: FreshdeskDesk, before: readonly Batch[]): Promise<Batch[]> {
  return [...before, ...(await pull(desk, before.at(-1)?.cursor ?? null))];
}

function keysOf(batches: readonly Batch[], table: string): string[] {
  return Object.keys(settle(batches)[table] ?? {});
}

describe('tickets', () => {
  test('more of them than the last page that is given holds are read, those older than 30 days too', async () => {
    await using desk = await startFreshdeskDesk({ pageSize: 2, lastPage: 3 });
    const now = desk.clock.now() / 1000;
    for (let id = 1; id <= 20; id += 1) {
      const at = iso(now - (40 - id) * 86_400);
      desk.server.saveTicket({ id, created_at: at, updated_at: at });
    }
    expect(keysOf(await pull(desk), 'tickets')).toHaveLength(20);
  });

  test('one that moves to the end while they are read hides none of the others', async () => {
    await using desk = await startFreshdeskDesk({ pageSize: 2 });
    for (let id = 1; id <= 6; id += 1) {
      desk.clock.advance(minute);
      desk.server.saveTicket({ id });
    }
    desk.clock.advance(minute);
    const batches: Batch[] = [];
    for await (const batch of desk.open().pull(null, never)) {
      batches.push(batch);
      if (batch.facts.tickets?.some(({ id }) => id === '2') && desk.server.tickets[0]?.priority === 1) {
        desk.server.saveTicket({ id: 1, priority: 4 });
      }
    }
    expect(keysOf(batches, 'tickets')).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(settle(batches).tickets?.['1']).toMatchObject({ priority: 'urgent' });
  });

  test('more of one second than a page holds are all read, also when reading stops among them', async () => {
    await using desk = await startFreshdeskDesk({ pageSize: 2 });
    for (let id = 1; id <= 7; id += 1) desk.server.saveTicket({ id });
    const whole = await pull(desk);
    expect(keysOf(whole, 'tickets')).toHaveLength(7);
    for (const [index, { cursor }] of whole.entries()) {
      const rest = await pull(desk, cursor);
      expect(keysOf([...whole.slice(0, index + 1), ...rest], 'tickets')).toHaveLength(7);
    }
  });

  test('one changed again within the second it was read in is read again', async () => {
    await using desk = await startFreshdeskDesk();
    desk.server.saveTicket({ id: 1 });
    const first = await pull(desk);
    desk.server.saveTicket({ id: 1, priority: 4 });
    expect(settle(await pullOn(desk, first)).tickets?.['1']).toMatchObject({ priority: 'urgent' });
  });

  test('deleted ones and spam go, and come back when they are restored', async () => {
    await using desk = await startFreshdeskDesk();
    for (const id of [1, 2, 3]) desk.server.saveTicket({ id });
    const first = await pull(desk);
    desk.clock.advance(10 * minute);
    desk.server.saveTicket({ id: 1, deleted: true });
    desk.server.saveTicket({ id: 2, spam: true });
    const second = await pullOn(desk, first);
    expect(keysOf(second, 'tickets')).toEqual(['3']);
    desk.clock.advance(10 * minute);
    desk.server.saveTicket({ id: 1, deleted: false });
    expect(keysOf(await pullOn(desk, second), 'tickets')).toEqual(['1', '3']);
  });

  test('one merged away goes, and what the merge wrote is nobody’s reply', async () => {
    await using desk = await startFreshdeskDesk();
    const note = { user_id: 11, source: 2, private: true };
    desk.server.saveTicket({ id: 1 });
    desk.server.saveTicket({ id: 2, status: 5 });
    desk.server.addConversation({ ticket_id: 2, ...note, body_text: 'This ticket is closed and merged into ticket 1' });
    desk.server.addConversation({ ticket_id: 1, ...note, body_text: 'Merged from ticket 2\n\nSubject: Ticket 2' });
    const batches = await pull(desk);
    expect(keysOf(batches, 'tickets')).toEqual(['1']);
    expect(batches.flatMap(({ deleted }) => deleted ?? [])).toEqual([{ id: '2', at: desk.clock.now() / 1000 }]);
    expect(Object.values(settle(batches).replies ?? {})).toMatchObject([{ by: 'automation', is_public: false }]);
  });

  test('one deleted between its list and its conversation fails nothing', async () => {
    await using desk = await startFreshdeskDesk();
    for (const id of [1, 2]) desk.server.saveTicket({ id });
    desk.server.refused.set('tickets/1/conversations', 404);
    expect(keysOf(await pull(desk), 'tickets')).toEqual(['2']);
  });

  test('statuses of the account’s own count as other and are reported; the two it is given have their meaning', async () => {
    await using desk = await startFreshdeskDesk();
    for (const [id, status] of Object.entries({ 1: 2, 2: 6, 3: 7, 4: 8 })) {
      desk.server.saveTicket({ id: Number(id), status, stats: { status_updated_at: null } });
    }
    const batches = await pull(desk);
    const statuses = Object.values(settle(batches).tickets ?? {}).map(({ status }) => status);
    expect(statuses).toEqual(['open', 'pending', 'hold', 'other']);
    expect(batches.map(({ unmapped }) => unmapped)).toContainEqual({ 'tickets.status: "In the lab"': 1 });
  });
});

describe('moves', () => {
  test('without the export, each sync adds the turn that a ticket has taken by then', async () => {
    await using desk = await startFreshdeskDesk();
    desk.server.refused.set('export/ticket_activities', 404);
    const now = () => iso(desk.clock.now() / 1000);
    desk.server.saveTicket({ id: 1 });
    desk.clock.advance(10 * minute);
    desk.server.saveTicket({ id: 1, status: 4, stats: { resolved_at: now(), status_updated_at: now() } });
    const first = await pull(desk);
    desk.clock.advance(10 * minute);
    const reopened = { reopened_at: now(), resolved_at: null, status_updated_at: now() };
    desk.server.saveTicket({ id: 1, status: 2, stats: reopened });
    const moves = Object.values(settle(await pullOn(desk, first)).ticket_moves ?? {});
    expect(moves.map(({ at, status }) => [Number(at) - desk.clock.now() / 1000, status])).toEqual([
      [-1200, 'open'],
      [-600, 'solved'],
      [0, 'open'],
    ]);
  });

  test('a day whose file is late is awaited, and read by a later sync', async () => {
    await using desk = await startFreshdeskDesk();
    desk.server.saveTicket({ id: 1 });
    desk.server.addActivity(1, 'system', { agent_id: 11 });
    desk.server.refused.set('export/ticket_activities', 404);
    desk.clock.advance(day);
    const first = await pull(desk);
    expect(keysOf(first, 'ticket_moves')).not.toContainEqual(expect.stringMatching(/^1:[0-9a-f]{16}:1$/));
    desk.server.refused.clear();
    const second = await pullOn(desk, first);
    expect(keysOf(second, 'ticket_moves')).toContainEqual(expect.stringMatching(/^1:[0-9a-f]{16}:1$/));
  });

  test('an account without the export is asked for three days a sync', async () => {
    await using desk = await startFreshdeskDesk();
    desk.server.refused.set('export/ticket_activities', 404);
    const first = await pull(desk);
    const asked = desk.server.requests.length;
    await pullOn(desk, first);
    const exports = desk.server.requests.slice(asked).filter((request) => request.includes('/export/'));
    expect(exports).toHaveLength(3);
  });

  test('a file whose address is not safe is not asked for', async () => {
    await using desk = await startFreshdeskDesk();
    const body = '{"export":[{"url":"http://127.0.0.1:1/steal"}]}';
    desk.server.failNext('/export/', { status: 200, body });
    await expect(pull(desk)).rejects.toMatchObject({ reason: 'rejected' });
  });
});

describe('ratings', () => {
  test('rated again, the answer is the new one, also long after the first', async () => {
    await using desk = await startFreshdeskDesk();
    desk.server.surveys.push({ id: 61, questions: [{ id: 'default_question', accepted_ratings: [-103, 100, 103] }] });
    const rating = { id: 7, ticket_id: 1, user_id: 31, agent_id: 11 };
    desk.server.saveRating({ ...rating, ratings: { default_question: -103 } });
    const first = await pull(desk);
    expect(settle(first).surveys?.['7']).toMatchObject({ score: 1, scale_min: 1, scale_max: 3 });
    desk.clock.advance(20 * day);
    desk.server.saveRating({ ...rating, ratings: { default_question: 100 } });
    const again = desk.clock.now() / 1000;
    expect(settle(await pullOn(desk, first)).surveys?.['7']).toMatchObject({ score: 2, answered_at: again });
  });
});

describe('customers', () => {
  test('a deleted one ended then, and leaves neither name nor e-mail', async () => {
    await using desk = await startFreshdeskDesk();
    desk.server.saveContact({ id: 31, name: 'Eva Lind', email: 'eva@initech.example' });
    const first = await pull(desk);
    desk.clock.advance(day);
    desk.server.saveContact({ id: 31, deleted: true });
    const state = settle(await pullOn(desk, first));
    expect(state.customers?.['31']).toMatchObject({ name: null, email: null, ended_at: desk.clock.now() / 1000 });
  });

  test('a company’s renewal is its people’s, and a company met later is asked for by itself', async () => {
    await using desk = await startFreshdeskDesk();
    const first = await pull(desk);
    desk.server.companies.push({ id: 81, name: 'Initech', renewal_date: '2026-06-01T00:00:00Z' });
    desk.server.saveContact({ id: 31, company_id: 81 });
    const state = settle(await pullOn(desk, first));
    const renewal_at = Date.parse('2026-06-01T00:00:00Z') / 1000;
    expect(state.customers?.['31']).toMatchObject({ organization: 'Initech', renewal_at });
    expect(desk.server.requests.filter((request) => request.startsWith('/api/v2/companies'))).toHaveLength(2);
  });
});

describe('what a plan or a key has not', () => {
  test.each([
    ['surveys', 403],
    ['time_entries', 403],
    ['companies', 403],
    ['ticket_fields', 403],
    ['admin/groups', 404],
    ['export/ticket_activities', 403],
  ] as const)('%s answering %i leaves every table', async (path, status) => {
    await using desk = await startFreshdeskDesk();
    desk.fill();
    desk.server.refused.set(path, status);
    const tables = ['agents', 'customers', 'replies', 'sla_clocks', 'surveys', 'ticket_moves', 'tickets'];
    expect(Object.keys(settle(await pull(desk))).toSorted()).toEqual(tables);
  });

  test.each([403, 404] as const)('ratings answering %i are not connected', async (status) => {
    await using desk = await startFreshdeskDesk();
    desk.fill();
    desk.server.refused.set('surveys/satisfaction_ratings', status);
    const batches = await pull(desk);
    expect(batches.flatMap(({ gives }) => gives ?? [])).toEqual([]);
    expect(Object.keys(settle(batches))).not.toContain('surveys');
  });

  test('tickets that may not be read fail the pull, with what to do', async () => {
    await using desk = await startFreshdeskDesk();
    desk.server.refused.set('tickets', 403);
    await expect(pull(desk)).rejects.toMatchObject({ reason: 'forbidden', message: /by an admin/ });
  });
});

test('a whole pull under the limits of the smallest plan meets no 429', async () => {
  await using desk = await startFreshdeskDesk({ pageSize: 2, limits: { calls: 50, lists: 20 } });
  desk.fill();
  const log = new PassThrough();
  await collect(desk.open(pino({ level: 'warn' }, log)).pull(null, never));
  expect(log.read()).toBeNull();
  expect(desk.clock.sleeps).toContain(minute);
});

describe('a ticket read by itself', () => {
  test('comes with its moves, replies and clocks as they are now', async () => {
    await using desk = await startFreshdeskDesk();
    desk.fill();
    const reader = desk.open();
    const news = await read(reader, '1');
    expect(news.facts.tickets).toMatchObject([
      { id: '1', team: 'Team 1', organization: 'Company 1', handle_seconds: 3000 },
    ]);
    expect(news.facts.replies).toHaveLength(5);
    expect(news.facts.sla_clocks).toMatchObject([{ kind: 'first_reply', stopped_at: null }]);
    desk.server.addConversation({ ticket_id: 1, user_id: 31, incoming: true });
    expect((await read(reader, '1')).facts.replies?.at(-1)).toMatchObject({ by: 'customer', is_public: true });
  });

  test('costs three calls once the names are known', async () => {
    await using desk = await startFreshdeskDesk();
    desk.fill();
    const reader = desk.open();
    await read(reader, '1');
    const asked = desk.server.requests.length;
    await read(reader, '2');
    expect(desk.server.requests.slice(asked).map((request) => request.split('?')[0])).toEqual([
      '/api/v2/tickets/2',
      '/api/v2/tickets/2/conversations',
      '/api/v2/tickets/2/time_entries',
    ]);
  });

  test.each([
    ['deleted', { deleted: true }],
    ['spam', { spam: true }],
  ])('that is %s by now went at this moment', async (_, fields) => {
    await using desk = await startFreshdeskDesk();
    desk.server.saveTicket({ id: 1, ...fields });
    expect(await read(desk.open(), '1')).toEqual({ facts: {}, deleted: [{ id: '1', at: desk.clock.now() / 1000 }] });
  });

  test('that is nowhere went at this moment', async () => {
    await using desk = await startFreshdeskDesk();
    expect(await read(desk.open(), '404')).toEqual({
      facts: {},
      deleted: [{ id: '404', at: desk.clock.now() / 1000 }],
    });
  });
});

describe('webhooks', () => {
  const settings = { name: 'acme', kind: 'freshdesk' as const, url: 'https://acme.freshdesk.com', api_key: 'key' };
  const secret = 'a-secret-of-the-rule';
  const log = pino({ level: 'silent' });
  const hear = (headers: Record<string, string>, body: string) =>
    openFreshdesk({ ...settings, webhook_secret: secret }, { log }).readWebhook?.({
      headers,
      query: new URLSearchParams(),
      body: Buffer.from(body),
    });

  test.each([
    ['as the simple form sends it', '{"freshdesk_webhook":{"ticket_id":14,"ticket_subject":"Help"}}'],
    ['as a body of one’s own', '{"ticket_id":14}'],
    ['with the id in quotes', '{"ticket_id":"14"}'],
    ['as a template writes it', '{"ticket_id":"#14"}'],
  ])('name their ticket, %s', (_, body) => {
    expect(hear({ 'x-deskpulse-secret': secret }, body)).toEqual({ tickets: ['14'] });
  });

  test.each([
    ['without the secret', {}, '{"ticket_id":14}'],
    ['with another secret', { 'x-deskpulse-secret': 'a-secret-of-the-rulf' }, '{"ticket_id":14}'],
    ['without a ticket', { 'x-deskpulse-secret': secret }, '{"ticket":14}'],
    ['with a ticket that is none', { 'x-deskpulse-secret': secret }, '{"ticket_id":"14/../15"}'],
    ['that are no JSON', { 'x-deskpulse-secret': secret }, 'ticket 14'],
  ])('%s are not heard', (_, headers, body) => {
    expect(hear(headers, body)).toBeUndefined();
  });

  test('are not heard at all unless a secret is set', () => {
    expect(openFreshdesk(settings, { log }).readWebhook).toBeUndefined();
  });
});

async function read(desk: Helpdesk, id: string) {
  if (desk.readTicket === undefined) throw new Error('the desk reads no ticket by itself');
  return await desk.readTicket(id, never);
}
