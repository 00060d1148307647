import { describe, expect, it } from 'vitest';
import { periodAgo } from '../../../src/calendar/period.ts';
import type { Scope } from '../../../src/metrics/scope.ts';
import { topPerformers } from '../../helpers/answers.ts';
import type { Reader } from '../../../src/store/store.ts';
import { at, fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const clock = { now: at('2026-11-19T10:30:00Z'), timezone: 'UTC', weekStart: 'monday' } as const;
const period = periodAgo({ unit: 'week', ago: 1, label: 'last week' }, clock);
const inside = at('2026-11-11T12:00:00Z');
const acme: Scope = { desks: ['acme'], agents: 'all' };

type Ticket = NonNullable<SomeFacts['tickets']>[number];

/** Solved tickets of one agent, answered at once and never reopened unless said otherwise. */
function solved(agent: string, count: number, more: Partial<Ticket> = {}): Ticket[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${agent}-${index}-${JSON.stringify(more)}`,
    created_at: inside - 3600,
    solved_at: inside,
    agent,
    agent_replies: 1,
    reopens: 0,
    ...more,
  }));
}

function rated(agent: string | null, scores: readonly number[], more: { ticket?: string; answered_at?: number } = {}) {
  return scores.map((score, index) => ({
    id: `${agent}-${index}-${JSON.stringify(more)}`,
    kind: 'csat' as const,
    answered_at: inside,
    score,
    scale_min: 1,
    scale_max: 5,
    agent,
    ...more,
  }));
}

function ask(store: Reader, more: Partial<Parameters<typeof topPerformers>[1]> = {}) {
  return topPerformers(store, { scope: acme, period, limit: 10, ...more });
}

const team: SomeFacts = {
  agents: [
    { id: 'ana', name: 'Ana Ray', team: 'billing' },
    { id: 'ben', name: 'Ben Day', team: 'billing' },
    { id: 'cy', team: 'tier 2' },
  ],
  tickets: [
    ...solved('ana', 8, { handle_seconds: 100 }),
    ...solved('ana', 2, { agent_replies: 2, reopens: 1, handle_seconds: 200 }),
    ...solved('ben', 4, { handle_seconds: 300 }),
    ...solved('ben', 6, { agent_replies: 3, handle_seconds: 400 }),
    ...solved('cy', 4),
  ],
  surveys: [...rated('ana', [5, 5, 4, 4]), ...rated('ben', [5, 3, 1, 1])],
};

describe('topPerformers', () => {
  it('ranks by the four criteria and shows what each is made of', async () => {
    await using store = await startStore();
    await fill(store, team);
    const { ranked, eligible, hasClearLeader } = await ask(store);
    expect(eligible).toBe(2);
    expect(hasClearLeader).toBe(true);
    const [ana, ben] = ranked;
    expect(ana).toMatchObject({
      rank: 1,
      desk: 'acme',
      id: 'ana',
      name: 'Ana Ray',
      team: 'billing',
      // Better by one deviation in three of four, equal in the fourth.
      score: expect.closeTo(0.75),
      reopened: { count: 2, n: 10 },
      parts: {
        fcr: { raw: 80, n: 10, z: expect.closeTo(1) },
        csat: { raw: 100, n: 4, z: expect.closeTo(1) },
        solved: { raw: 10, n: 10, z: 0 },
        // (8 · 100 + 2 · 200) ÷ 10
        handleTime: { raw: 120, n: 10, z: expect.closeTo(1) },
      },
    });
    expect(ben).toMatchObject({
      rank: 2,
      score: expect.closeTo(-0.75),
      // (4 · 300 + 6 · 400) ÷ 10
      parts: { fcr: { raw: 40 }, csat: { raw: 25 }, handleTime: { raw: 360 } },
    });
  });

  it('needs five solved tickets unless told otherwise, and stops at the limit', async () => {
    await using store = await startStore();
    await fill(store, team);
    const { ranked, eligible } = await ask(store, { minSolved: 4, limit: 2 });
    expect(eligible).toBe(3);
    expect(ranked).toHaveLength(2);
  });

  it('is empty where nobody solved anything, in a scope without desks as well', async () => {
    await using store = await startStore();
    const nothing = { ranked: [], eligible: 0, hasClearLeader: false };
    expect(await ask(store)).toMatchObject(nothing);
    await fill(store, team);
    expect(await ask(store, { scope: { desks: [], agents: 'all' } })).toMatchObject(nothing);
  });

  it('names no leader where there is one agent only', async () => {
    await using store = await startStore();
    await fill(store, { tickets: solved('ana', 9) });
    expect(await ask(store)).toMatchObject({ ranked: [{ id: 'ana', rank: 1, score: 0 }], hasClearLeader: false });
  });

  it('lets equals share a rank, in the order of their names', async () => {
    await using store = await startStore();
    await fill(store, {
      agents: [
        { id: '1', name: 'Zoe' },
        { id: '2', name: 'Ada' },
      ],
      tickets: [...solved('1', 6), ...solved('2', 6), ...solved('3', 5)],
    });
    const { ranked, hasClearLeader } = await ask(store);
    expect(ranked.map(({ name, rank }) => [name, rank])).toEqual([
      ['Ada', 1],
      ['Zoe', 1],
      ['3', 3],
    ]);
    expect(hasClearLeader).toBe(false);
  });

  it('counts only what the definitions count', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [
        ...solved('ana', 5),
        // Outside the period, unsolved, nobody's; without a contact or with unknown replies they are no part of FCR.
        ...solved('ana', 1, { solved_at: period.from - 1 }),
        ...solved('ana', 1, { solved_at: period.to }),
        ...solved('ana', 1, { solved_at: null }),
        ...solved('ana', 1, { agent: null }),
        ...solved('ana', 1, { agent_replies: 0 }),
        ...solved('ana', 1, { agent_replies: null, reopens: null }),
        // One contact, but escalated.
        ...solved('ana', 1, { escalated_at: inside }),
        // No reply, but two calls: answered before the period's end, only one of them counts.
        { id: 'called', created_at: inside, solved_at: inside, agent: 'ana', agent_replies: 0 },
      ],
      calls: [
        { id: '1', at: inside, ticket: 'called', is_answered: true, talk_seconds: 50, wrap_seconds: 10 },
        { id: '2', at: inside, ticket: 'called', is_answered: false },
        { id: '3', at: period.to, ticket: 'called', is_answered: true, talk_seconds: 1000 },
        // A contact of its own, of whoever took it.
        { id: '4', at: inside, agent: 'ana', is_answered: true, hold_seconds: 20 },
        { id: '5', at: inside, agent: 'ana', is_answered: false, talk_seconds: 1000 },
        { id: '6', at: inside, agent: 'ana', is_answered: true },
      ],
      surveys: [
        ...rated('ana', [4, 3]),
        ...rated('ana', [5], { answered_at: period.to }),
        // Who is not named is nobody's.
        ...rated(null, [5], { ticket: 'called' }),
      ],
    });
    const { ranked } = await ask(store);
    expect(ranked[0]).toMatchObject({
      // 5 + 1 without contact + 1 unknown + 1 escalated + 1 called
      parts: {
        solved: { raw: 9 },
        fcr: { raw: expect.closeTo((100 * 6) / 7), n: 7 },
        csat: { raw: 50, n: 2 },
        // 60 s of the called ticket and 20 s of the call without one
        handleTime: { raw: 40, n: 2 },
      },
      reopened: { count: 0, n: 7 },
    });
  });

  it('forgets tickets deleted at the source, and their ratings', async () => {
    await using store = await startStore();
    await fill(store, { tickets: solved('ana', 6), surveys: rated('ana', [1], { ticket: 'ana-0-{}' }) });
    await fill(store, {}, { deleted: [{ id: 'ana-0-{}', at: clock.now }] });
    const { ranked } = await ask(store);
    expect(ranked[0]).toMatchObject({ parts: { solved: { raw: 5 }, csat: { raw: null, n: 0 } } });
  });

  it('keeps agents of two desks apart though they share an id', async () => {
    await using store = await startStore();
    await fill(store, { agents: [{ id: '7', name: 'Ana' }], tickets: solved('7', 9), surveys: rated('7', [5, 5]) });
    await fill(store, { agents: [{ id: '7', name: 'Ben' }], tickets: solved('7', 5) }, { desk: 'emea' });
    const { ranked } = await ask(store, { scope: { desks: ['acme', 'emea'], agents: 'all' } });
    expect(ranked.map(({ desk, name, parts }) => [desk, name, parts.solved.raw, parts.csat.n])).toEqual([
      ['acme', 'Ana', 9, 2],
      ['emea', 'Ben', 5, 0],
    ]);
    expect((await ask(store)).eligible).toBe(1);
  });

  it('shows only the agents a scope lists, measured as among all', async () => {
    await using store = await startStore();
    await fill(store, team);
    const all = await ask(store);
    const own = await ask(store, { scope: { desks: ['acme'], agents: [{ desk: 'acme', id: 'ben' }] } });
    expect(own).toMatchObject({ eligible: 1, hasClearLeader: false, ranked: [{ id: 'ben', rank: 1 }] });
    expect(own.ranked[0]?.parts).toEqual(all.ranked[1]?.parts);
    const other = await ask(store, { scope: { desks: ['acme'], agents: [{ desk: 'emea', id: 'ben' }] } });
    expect(other.ranked).toEqual([]);
  });

  it('is not to be asked in a scope that names no agents', async () => {
    await using store = await startStore();
    await expect(ask(store, { scope: { desks: ['acme'], agents: 'none' } })).rejects.toThrow('names no agents');
  });

  it('narrows every criterion by filters', async () => {
    await using store = await startStore();
    await fill(store, {
      tickets: [
        ...solved('ana', 5, { channel: 'email', priority: 'high', handle_seconds: 10 }),
        ...solved('ana', 6, { channel: 'chat', handle_seconds: 30 }),
      ],
      calls: [{ id: '1', at: inside, agent: 'ana', channel: 'chat', is_answered: true, talk_seconds: 100 }],
    });
    const filter = (key: string, value: string, isNegated = false) =>
      ask(store, { filters: [{ key, values: [value], isNegated }] });
    const [email, chat, urgent, notHigh] = await Promise.all([
      filter('channel', 'EMAIL'),
      filter('channel', 'chat'),
      filter('priority', 'urgent'),
      filter('priority', 'high', true),
    ]);
    expect(email.ranked[0]?.parts).toMatchObject({ solved: { raw: 5 }, handleTime: { raw: 10, n: 5 } });
    // (6 · 30 + 100) ÷ 7
    expect(chat.ranked[0]?.parts).toMatchObject({ solved: { raw: 6 }, handleTime: { raw: expect.closeTo(40), n: 7 } });
    expect(urgent.ranked).toEqual([]);
    // A call has no priority, so not a high one.
    expect(notHigh.ranked[0]?.parts).toMatchObject({ solved: { raw: 6 }, handleTime: { n: 7 } });
  });

  it('says what it can be filtered by', async () => {
    await using store = await startStore();
    await expect(ask(store, { filters: [{ key: 'hour', values: ['9'], isNegated: false }] })).rejects.toMatchObject({
      code: 'unknown-dimension',
      message: expect.stringMatching(/by team, channel, .* or desk, not by hour\.$/),
    });
  });
});
