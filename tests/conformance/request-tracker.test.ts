import { describe, expect, test } from 'vitest';
import type { Batch } from '../../src/helpdesk.ts';
import { testConnector } from '../helpers/conformance.ts';
import { settle } from '../helpers/desk-state.ts';
import { batchesOf, gather } from '../helpers/pull.ts';
import { startRequestTrackerDesk, tellRequestTracker, type RequestTrackerDesk } from '../fakes/request-tracker/desk.ts';
import type { Right } from '../fakes/request-tracker/server.ts';
import { testStory } from '../helpers/story-told.ts';
import { storyBegins } from '../helpers/story.ts';

/** What the documentation says the token's user must be granted. */
const needed: readonly Right[] = [
  'SeeQueue',
  'ShowTicket',
  'ShowTicketComments',
  'SeeGroup',
  'AdminGroupMembership',
  'AdminUsers',
];

testConnector('Request Tracker', {
  start: startRequestTrackerDesk,
  endpoints: ['/groups', '/group/4/members', '/users', '/user/11', '/transactions', '/tickets'],
  secrets: /What people wrote|1-14-/,
});

testStory('Request Tracker', {
  async start() {
    const desk = await startRequestTrackerDesk({ begins: storyBegins });
    return { ...desk, tell: (event) => tellRequestTracker(desk.server, event) };
  },
  gives: ['agents', 'customers', 'tickets', 'ticket_spans', 'replies', 'sla_clocks'],
  // Queues have members, agents no team; and nothing says how a ticket came in.
  lacks: ['agents.team', 'tickets.channel'],
});

async function held(desk: RequestTrackerDesk, ...batches: Batch[]): Promise<ReturnType<typeof settle>> {
  const cursor = batches.at(-1)?.cursor ?? null;
  return settle([...batches, ...(await batchesOf(desk.open(), cursor))]);
}

describe('Request Tracker: its own ways', () => {
  test('a user who may not see everything is told no totals, and reads the same', async () => {
    await using desk = await startRequestTrackerDesk({ pageSize: 2 });
    desk.fill();
    const whole = await held(desk);
    desk.server.rights.clear();
    for (const right of needed) desk.server.rights.add(right);
    expect(await held(desk)).toEqual(whole);
  });

  test('a ticket that was deleted or merged away is gone, and one that was restored is back with its past', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    const first = await batchesOf(desk.open());
    desk.clock.advance(60_000);
    desk.server.setStatus(1, 'deleted', 12);
    desk.server.merge(3, 4, 12);
    const second = await batchesOf(desk.open(), first.at(-1)?.cursor ?? null);
    const after = settle([...first, ...second]);
    expect(Object.keys(after.tickets ?? {})).toEqual(['2', '4', '5', '6', '7']);
    desk.clock.advance(60_000);
    desk.server.setStatus(1, 'open', 12);
    const third = await batchesOf(desk.open(), second.at(-1)?.cursor ?? null);
    const told = gather(third).rows;
    expect(told.tickets?.map(({ id }) => id)).toEqual(['1']);
    expect(told.ticket_moves?.map(({ status }) => status)).toEqual(['new', null, 'closed', 'open']);
    expect(told.replies).toHaveLength(1);
  });

  test('what happened to a ticket before it was merged into another is not told of the other', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    desk.server.merge(1, 4, 12);
    const { rows } = gather(await batchesOf(desk.open()));
    expect(rows.replies?.map(({ ticket }) => ticket)).toEqual(['2']);
  });

  test('a transaction that became visible after later ones is found', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    desk.server.happen(5, { Type: 'Correspond', by: 11 });
    const [late] = desk.server.transactions.splice(-1);
    desk.server.happen(6, { Type: 'Comment', by: 11 });
    Object.assign(desk.server.transactions.at(-1) ?? {}, { id: (late?.id ?? 0) + 1 });
    const first = await batchesOf(desk.open());
    expect(settle(first).replies?.[String(late?.id)]).toBeUndefined();
    desk.server.transactions.push(...(late === undefined ? [] : [late]));
    expect((await held(desk, ...first)).replies?.[String(late?.id)]).toMatchObject({ ticket: '5', by: 'agent' });
  });

  test('a pull that finds nothing new asks for no ticket', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    const first = await batchesOf(desk.open());
    const asked = desk.server.requests.length;
    await batchesOf(desk.open(), first.at(-1)?.cursor ?? null);
    expect(desk.server.requests.slice(asked).filter((request) => request.includes('/tickets'))).toEqual([]);
  });

  test('an agent who was disabled or demoted is inactive, and no customer', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    const first = await batchesOf(desk.open());
    desk.clock.advance(600_000);
    desk.server.saveUser({ id: 11, isDisabled: true });
    desk.server.saveUser({ id: 12, isPrivileged: false });
    const { agents, customers } = await held(desk, ...first);
    expect(agents).toMatchObject({ 11: { is_active: false }, 12: { is_active: false } });
    expect(Object.keys(customers ?? {})).toEqual(['31', '32', '33', '34', '35']);
  });

  test('users that change while the first list is read are found', async () => {
    await using desk = await startRequestTrackerDesk({ pageSize: 2 });
    desk.fill();
    desk.clock.advance(600_000);
    const batches: Batch[] = [];
    for await (const batch of desk.open().pull(null, new AbortController().signal)) {
      if (batches.length === 2) desk.server.saveUser({ id: 11, RealName: 'Ana Oak' });
      if (batches.length === 2) desk.clock.advance(600_000);
      if (batches.length === 2) desk.server.saveUser({ id: 35, RealName: 'Last' });
      batches.push(batch);
    }
    expect((await held(desk, ...batches)).agents?.['11']).toMatchObject({ name: 'Ana Oak' });
  });

  test('a status of a lifecycle of one’s own counts as other, and is reported', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    desk.server.setStatus(7, 'parked', 11);
    const { rows, unmapped } = gather(await batchesOf(desk.open()));
    expect(rows.tickets?.find(({ id }) => id === '7')?.status).toBe('other');
    expect(unmapped).toEqual({ 'tickets.status: "parked"': 1, 'ticket_moves.status: "parked"': 1 });
  });

  test('a desk without service levels gives no clocks, so that those of the configuration apply', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.server.saveUser({ id: 31 });
    desk.server.create({ id: 1, Due: '2026-03-05T10:00:00Z' }, 31);
    expect(gather(await batchesOf(desk.open())).rows).not.toHaveProperty('sla_clocks');
  });
});

describe('Request Tracker: one ticket, read live', () => {
  test('comes with its moves, replies and clocks as in a pull', async () => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    const { rows } = gather(await batchesOf(desk.open()));
    const { facts } = (await desk.open().readTicket?.('2', new AbortController().signal)) ?? {};
    const of2 = ({ ticket }: { ticket: string | null }) => ticket === '2';
    expect(facts).toEqual({
      tickets: rows.tickets?.filter(({ id }) => id === '2'),
      ticket_moves: rows.ticket_moves?.filter(of2),
      replies: rows.replies?.filter(of2),
      sla_clocks: rows.sla_clocks?.filter(of2),
    });
  });

  test.each(['deleted', 'merged', 'never there'])('is gone when it was %s', async (what) => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    if (what === 'deleted') desk.server.setStatus(2, 'deleted', 12);
    if (what === 'merged') desk.server.merge(2, 1, 12);
    const id = what === 'never there' ? '404' : '2';
    const news = await desk.open().readTicket?.(id, new AbortController().signal);
    expect(news).toEqual({ facts: {}, deleted: [{ id, at: desk.clock.now() / 1000 }] });
  });
});

describe('Request Tracker: doctor', () => {
  test.each<[Right, string, string]>([
    ['SeeGroup', 'agents', 'SeeGroup'],
    ['AdminGroupMembership', 'agents', 'AdminGroupMembership'],
    ['AdminUsers', 'users', 'AdminUsers'],
  ])('names the check that fails without the right %s, and what to do', async (right, name, advice) => {
    await using desk = await startRequestTrackerDesk();
    desk.fill();
    desk.server.rights.clear();
    for (const one of needed) if (one !== right) desk.server.rights.add(one);
    const failed = (await desk.open().check()).filter(({ isOk }) => !isOk);
    expect(failed.map((check) => check.name)).toEqual([name]);
    expect(failed[0]?.detail).toContain(advice);
  });
});
