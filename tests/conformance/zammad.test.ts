import { describe, expect, test } from 'vitest';
import { zammadSettings } from '../../src/adapters/helpdesk/zammad/settings.ts';
import type { Batch } from '../../src/helpdesk.ts';
import { testConnector } from '../helpers/conformance.ts';
import { settle } from '../helpers/desk-state.ts';
import { batchesOf, gather } from '../helpers/pull.ts';
import { testStory } from '../helpers/story-told.ts';
import { storyBegins } from '../helpers/story.ts';
import { startZammadDesk, tellZammad, type ZammadDesk } from '../fakes/zammad/desk.ts';

const day = 86_400_000;

testConnector('Zammad', {
  start: startZammadDesk,
  endpoints: ['/ticket_states', '/users', '/tickets/search', '/ticket_history/1', '/ticket_articles/by_ticket/2'],
  secrets: /What people wrote|zammad-token/,
});

testStory('Zammad', {
  async start() {
    const desk = await startZammadDesk({ begins: storyBegins });
    return { ...desk, tell: (event) => tellZammad(desk.server, event) };
  },
  gives: ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'sla_clocks'],
  // Agents work in any number of groups.
  lacks: ['agents.team'],
});

/** One more pull from where these ended. */
async function next(desk: ZammadDesk, batches: readonly Batch[]): Promise<Batch[]> {
  return await batchesOf(desk.open(), batches.at(-1)?.cursor ?? null);
}

describe('Zammad: its own ways', () => {
  test('a state of an account’s own counts as its type', async () => {
    await using desk = await startZammadDesk();
    desk.fill();
    desk.server.update(3, { state_id: 8 }, { id: 11 });
    const { rows, unmapped } = gather(await batchesOf(desk.open()));
    expect(rows.tickets?.find(({ id }) => id === '3')?.status).toBe('pending');
    expect(unmapped).toEqual({});
  });

  test('a ticket merged into another is gone, and its messages are not told of the other', async () => {
    await using desk = await startZammadDesk();
    desk.fill();
    const first = await batchesOf(desk.open());
    desk.clock.advance(60_000);
    desk.server.merge(1, 5, 12);
    const second = await next(desk, first);
    const after = settle([...first, ...second]);
    expect(Object.keys(after.tickets ?? {})).toEqual(['2', '3', '4', '5', '6', '7']);
    expect(gather(second).rows.replies?.filter(({ ticket }) => ticket === '5')).toEqual([]);
  });

  test('what the other ticket gets after the merge is told of it', async () => {
    await using desk = await startZammadDesk();
    desk.fill();
    desk.server.merge(1, 5, 12);
    desk.server.write(5, { sender: 'Customer', by: 31 });
    const { rows } = gather(await batchesOf(desk.open()));
    expect(rows.replies?.filter(({ ticket }) => ticket === '5')).toMatchObject([{ by: 'customer' }]);
  });

  test('a ticket that changes between two pages makes no other go missing', async () => {
    await using desk = await startZammadDesk({ pageSize: 2 });
    for (const id of [1, 2, 3, 4, 5, 6]) {
      desk.server.create({ id, customer_id: 31 });
      desk.clock.advance(20_000);
    }
    const batches: Batch[] = [];
    for await (const batch of desk.open().pull(null, new AbortController().signal)) {
      if (batch.facts.tickets?.[0]?.id === '1') desk.server.tag(1, 'late', 'added');
      batches.push(batch);
    }
    const { tickets } = settle(batches);
    expect(Object.keys(tickets ?? {})).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(tickets?.['1']).toMatchObject({ tags: ['late'] });
  });

  test('a ticket deleted while it is read costs no sync', async () => {
    await using desk = await startZammadDesk();
    desk.fill();
    desk.server.failNext('/ticket_history/4', { status: 404 });
    const batches = await batchesOf(desk.open());
    expect(batches.flatMap(({ deleted = [] }) => deleted.map(({ id }) => id))).toEqual(['4']);
    expect(Object.keys(settle(batches).tickets ?? {})).toEqual(['1', '2', '3', '5', '6', '7']);
  });

  test('deletions, of which nothing is told, are found within a day', async () => {
    await using desk = await startZammadDesk({ pageSize: 2 });
    desk.fill();
    const first = await batchesOf(desk.open());
    for (const id of [1, 3, 4]) desk.server.remove(id);
    desk.clock.advance(day / 2);
    const second = await next(desk, first);
    expect(Object.keys(settle([...first, ...second]).tickets ?? {})).toHaveLength(7);
    desk.clock.advance(day / 2);
    const third = await next(desk, second);
    expect(third.length).toBeGreaterThan(4);
    for (const [index, { cursor }] of third.entries()) {
      const all = [...first, ...second, ...third.slice(0, index + 1), ...(await batchesOf(desk.open(), cursor))];
      expect(Object.keys(settle(all).tickets ?? {}), `stopped after batch ${index}`).toEqual(['2', '5', '6', '7']);
    }
    const asked = desk.server.requests.length;
    await next(desk, third);
    expect(desk.server.requests.slice(asked).filter((request) => request.includes('/tickets?'))).toEqual([]);
  });

  test('a ticket that slips onto an earlier page while they are counted is not taken for deleted', async () => {
    await using desk = await startZammadDesk({ pageSize: 2 });
    desk.fill();
    const first = await batchesOf(desk.open());
    desk.clock.advance(day);
    const second: Batch[] = [];
    for await (const batch of desk.open().pull(first.at(-1)?.cursor ?? null, new AbortController().signal)) {
      if (desk.server.requests.at(-1)?.includes('/tickets?page=1&') === true) desk.server.remove(1);
      second.push(batch);
    }
    const deleted = second.flatMap((batch) => (batch.deleted ?? []).map(({ id }) => Number(id)));
    expect(deleted).toContain(1);
    expect(deleted.filter((id) => id > 1 && id <= 7)).toEqual([]);
  });

  test('a ticket that may no longer be read is not taken for deleted', async () => {
    await using desk = await startZammadDesk();
    desk.fill();
    const first = await batchesOf(desk.open());
    desk.server.remove(3);
    desk.server.forbidden.add('/tickets/3');
    desk.clock.advance(day);
    const second = await next(desk, first);
    expect(desk.server.requests.some((request) => request.includes('/tickets/3?'))).toBe(true);
    expect(second.flatMap(({ deleted = [] }) => deleted.map(({ id }) => id))).not.toContain('3');
  });

  test('new users are found at once, changed ones within a day; an agent no longer is no customer', async () => {
    await using desk = await startZammadDesk({ pageSize: 2 });
    desk.fill();
    const first = await batchesOf(desk.open());
    desk.clock.advance(600_000);
    desk.server.saveUser({ id: 36, lastname: 'New' });
    desk.server.saveUser({ id: 11, roles: ['Customer'] });
    const second = await next(desk, first);
    expect(settle([...first, ...second])).toMatchObject({
      customers: { 36: { name: 'New' } },
      agents: { 11: { is_active: true } },
    });
    desk.clock.advance(day);
    const after = settle([...first, ...second, ...(await next(desk, second))]);
    expect(after).toMatchObject({ agents: { 11: { is_active: false } } });
    expect(after.customers).not.toHaveProperty('11');
  });

  test('a list of users that became shorter is begun anew', async () => {
    await using desk = await startZammadDesk({ pageSize: 2 });
    desk.fill();
    const first = await batchesOf(desk.open());
    desk.server.users.splice(2, 4);
    desk.server.saveUser({ id: 36, lastname: 'New' });
    expect(gather(await next(desk, first)).rows.customers).toMatchObject([{ id: '34' }, { id: '35' }, { id: '36' }]);
  });

  test.each([
    ['minute', 150],
    ['quarter', 2250],
    ['hour', 9000],
    [undefined, null],
  ] as const)('of time accounted by the %s, seconds are told where that is set', async (time_unit, handle_seconds) => {
    await using desk = await startZammadDesk();
    desk.server.create({ id: 1, customer_id: 31, time_unit: '2.5' });
    Object.assign(desk.server.settings, { time_unit });
    expect(gather(await batchesOf(desk.open())).rows.tickets).toMatchObject([{ handle_seconds }]);
  });

  test('a desk without service levels gives no clocks, so that those of the configuration apply', async () => {
    await using desk = await startZammadDesk();
    desk.server.create({ id: 1, customer_id: 31 });
    expect(gather(await batchesOf(desk.open())).rows).not.toHaveProperty('sla_clocks');
  });

  test('its settings take a path and the roles of agents', () => {
    const settings = { name: 'acme', kind: 'zammad', url: 'https://example.com/help', token: 't' };
    expect(zammadSettings.parse(settings).agent_roles).toEqual(['Agent', 'Admin']);
    expect(zammadSettings.safeParse({ ...settings, agent_roles: [] }).success).toBe(false);
    expect(zammadSettings.safeParse({ ...settings, url: 'http://example.com' }).success).toBe(false);
  });
});

describe('Zammad: one ticket, read live', () => {
  test('comes with its moves, replies and clocks as in a pull', async () => {
    await using desk = await startZammadDesk();
    desk.fill();
    const reader = desk.open();
    const { rows } = gather(await batchesOf(reader));
    const { facts } = (await reader.readTicket?.('2', new AbortController().signal)) ?? {};
    const of2 = ({ ticket }: { ticket: string | null }) => ticket === '2';
    expect(facts).toEqual({
      tickets: rows.tickets?.filter(({ id }) => id === '2'),
      ticket_moves: rows.ticket_moves?.filter(of2),
      replies: rows.replies?.filter(of2),
      sla_clocks: rows.sla_clocks?.filter(of2),
    });
  });

  test.each(['deleted', 'merged'])('is gone when it was %s', async (what) => {
    await using desk = await startZammadDesk();
    desk.fill();
    if (what === 'deleted') desk.server.remove(2);
    else desk.server.merge(2, 1, 12);
    const news = await desk.open().readTicket?.('2', new AbortController().signal);
    expect(news).toEqual({ facts: {}, deleted: [{ id: '2', at: desk.clock.now() / 1000 }] });
  });
});

describe('Zammad: doctor', () => {
  test.each([
    ['/ticket_states', 'states'],
    ['/users', 'users'],
    ['/tickets/search', 'changed tickets'],
    ['/tickets', 'tickets'],
  ])('names what may not be read at %s, and what to do', async (path, name) => {
    await using desk = await startZammadDesk();
    desk.server.forbidden.add(path);
    const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
    expect(failed.map((check) => check.name)).toEqual([name]);
    expect(failed[0]?.detail).toContain('ticket.agent');
  });

  test('tells a version that passes over the condition', async () => {
    await using desk = await startZammadDesk();
    const body = JSON.stringify([{ id: 1, updated_at: '2020-01-01T00:00:00.000Z' }]);
    desk.server.failNext('/tickets/search', { status: 200, body });
    const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
    expect(failed).toMatchObject([
      { name: 'changed tickets', detail: expect.stringContaining('Zammad 6 or newer') as string },
    ]);
  });

  test('does not take a customer’s token, to whom nothing is refused', async () => {
    await using desk = await startZammadDesk();
    desk.server.roles = ['Customer'];
    const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
    expect(failed).toMatchObject([{ name: 'credentials', detail: expect.stringContaining('agent_roles') as string }]);
  });
});
