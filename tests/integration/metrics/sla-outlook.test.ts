import { describe, expect, it } from 'vitest';
import type { Scope } from '../../../src/metrics/scope.ts';
import { slaOutlook } from '../../helpers/answers.ts';
import type { Reader } from '../../../src/store/store.ts';
import { at, fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const now = at('2026-11-19T10:30:00Z');
const hour = 3600;
const acme: Scope = { desks: ['acme'], agents: 'all' };

type Clock = NonNullable<SomeFacts['sla_clocks']>[number];

function ticket(id: string, more: Partial<NonNullable<SomeFacts['tickets']>[number]> = {}) {
  return { id, created_at: now - 5 * hour, ...more };
}

/** A running clock whose target is so many seconds from now. */
function clock(id: string, seconds: number, more: Partial<Clock> = {}): Clock {
  return { ticket: id, kind: 'resolution', started_at: now - 5 * hour, target_at: now + seconds, ...more };
}

function ask(store: Reader, more: Partial<Parameters<typeof slaOutlook>[1]> = {}) {
  return slaOutlook(store, { scope: acme, now, within: 2 * hour, limit: 10, ...more });
}

async function idsOf(store: Reader, more: Parameters<typeof ask>[1] = {}): Promise<string[]> {
  return (await ask(store, more)).tickets.map(({ id }) => id);
}

describe('slaOutlook', () => {
  it('gives the tickets whose deadline is near, soonest first', async () => {
    await using store = await startStore();
    await fill(store, {
      agents: [{ id: '7', name: 'Ana Ray' }],
      tickets: [
        ticket('later', { subject: 'Where is it?', url: 'https://desk.example/later', agent: '7', team: 'tier 2' }),
        ticket('sooner'),
      ],
      sla_clocks: [clock('later', hour), clock('sooner', 60, { kind: 'first_reply' })],
    });
    expect(await ask(store)).toEqual({
      tickets: [
        {
          desk: 'acme',
          id: 'sooner',
          subject: null,
          url: null,
          agent: null,
          team: null,
          kind: 'first_reply',
          target_at: now + 60,
        },
        {
          desk: 'acme',
          id: 'later',
          subject: 'Where is it?',
          url: 'https://desk.example/later',
          agent: 'Ana Ray',
          team: 'tier 2',
          kind: 'resolution',
          target_at: now + hour,
        },
      ],
      total: 2,
    });
  });

  it('begins after now and ends with the last second asked for', async () => {
    await using store = await startStore();
    const edges = { past: -1, now: 0, next: 1, last: 2 * hour, beyond: 2 * hour + 1 };
    await fill(store, {
      tickets: Object.keys(edges).map((id) => ticket(id)),
      sla_clocks: Object.entries(edges).map(([id, seconds]) => clock(id, seconds)),
    });
    expect(await idsOf(store)).toEqual(['next', 'last']);
  });

  it('gives a ticket once, by the deadline that comes first', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [ticket('1')],
      sla_clocks: [clock('1', hour), clock('1', 90, { kind: 'next_reply' }), clock('1', -90, { kind: 'first_reply' })],
    });
    const { tickets, total } = await ask(store);
    expect(tickets).toMatchObject([{ kind: 'next_reply', target_at: now + 90 }]);
    expect(total).toBe(1);
  });

  it('leaves out clocks that do not run', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: ['stopped', 'paused', 'later', 'aimless', 'running'].map((id) => ticket(id)),
      sla_clocks: [
        clock('stopped', 60, { stopped_at: now - 1 }),
        clock('paused', 60, { is_paused: true }),
        clock('later', 60, { started_at: now + 1 }),
        clock('aimless', 60, { target_at: null }),
        clock('running', 60, { stopped_at: now + 1, is_paused: false }),
      ],
    });
    expect(await idsOf(store)).toEqual(['running']);
  });

  it('leaves out solved and deleted tickets, but not those solved after the instant asked for', async () => {
    await using store = await startStore();
    const tickets = [
      ticket('solved', { solved_at: now - 1 }),
      ticket('solved since', { solved_at: now + 1 }),
      ticket('gone'),
    ];
    await fill(store, { tickets, sla_clocks: tickets.map(({ id }) => clock(id, 60)) });
    await fill(store, {}, { deleted: [{ id: 'gone', at: now }] });
    expect(await idsOf(store)).toEqual(['solved since']);
  });

  it('cuts at the limit and says how many there are', async () => {
    await using store = await startStore();
    const ids = ['1', '2', '3'];
    await fill(store, { tickets: ids.map((id) => ticket(id)), sla_clocks: ids.map((id) => clock(id, 60)) });
    expect(await ask(store, { limit: 2 })).toMatchObject({ tickets: [{ id: '1' }, { id: '2' }], total: 3 });
  });

  it('names only the agents of the scope', async () => {
    await using store = await startStore();
    const tickets = [ticket('1', { agent: 'ana' }), ticket('2', { agent: 'ben' })];
    await fill(store, {
      agents: [{ id: 'ana', name: 'Ana Ray' }],
      tickets,
      sla_clocks: tickets.map(({ id }) => clock(id, 60)),
    });
    const agentsFor = async (agents: Scope['agents']) =>
      (await ask(store, { scope: { desks: ['acme'], agents } })).tickets.map(({ agent }) => agent);
    expect(await agentsFor('all')).toEqual(['Ana Ray', 'ben']);
    expect(await agentsFor('none')).toEqual([null, null]);
    expect(await agentsFor([{ desk: 'acme', id: 'ana' }])).toEqual(['Ana Ray', null]);
    expect(await agentsFor([{ desk: 'emea', id: 'ana' }])).toEqual([null, null]);
  });

  it('keeps to the desks of the scope and joins nothing across desks', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [ticket('1')], sla_clocks: [] });
    await fill(store, { tickets: [ticket('1', { team: 'emea' })], sla_clocks: [clock('1', 60)] }, { desk: 'emea' });
    expect(await idsOf(store)).toEqual([]);
    expect(await ask(store, { scope: { desks: ['acme', 'emea'], agents: 'all' } })).toMatchObject({
      tickets: [{ desk: 'emea', team: 'emea' }],
      total: 1,
    });
  });

  it('narrows by filters', async () => {
    await using store = await startStore();
    await fill(store, {
      customers: [{ id: 'c', started_at: 0, segment: 'Enterprise' }],
      tickets: [
        ticket('1', { priority: 'urgent', tags: ['VIP', 'eu'] }),
        ticket('2', { priority: 'low', customer: 'c' }),
        ticket('3'),
      ],
      sla_clocks: ['1', '2', '3'].map((id) => clock(id, 60)),
    });
    const filtered = (key: string, values: string[], isNegated = false) =>
      idsOf(store, { filters: [{ key, values, isNegated }] });
    expect(await filtered('priority', ['urgent', 'low'])).toEqual(['1', '2']);
    expect(await filtered('priority', ['urgent'], true)).toEqual(['2', '3']);
    expect(await filtered('tag', ['vip'])).toEqual(['1']);
    expect(await filtered('tag', ['vip'], true)).toEqual(['2', '3']);
    expect(await filtered('segment', ['enterprise'])).toEqual(['2']);
    expect(await filtered('desk', ['acme'])).toEqual(['1', '2', '3']);
    await expect(ask(store, { filters: [{ key: 'agent', values: ['ana'], isNegated: false }] })).rejects.toMatchObject({
      code: 'unknown-dimension',
    });
  });
});
