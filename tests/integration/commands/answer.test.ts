import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { blockOf, openAsking, wordsOf } from '../../helpers/asking.ts';
import { at, fill, startStore } from '../../helpers/store.ts';

const now = at('2026-11-19T10:30:00+02:00');
const inside = at('2026-11-11T12:00:00+02:00');
const week = 7 * 86_400;

const people = [
  { email: 'ana@example.com', role: 'agent' as const },
  { email: 'lee@example.com', role: 'lead' as const, team: 'billing' },
  { email: 'max@example.com', role: 'manager' as const },
];
const support = { platform: 'slack', conversation: 'C-support' };
const random = { platform: 'slack', conversation: 'C-random' };

/** Ana and Bo bill, Cy repairs: 3, 2 and 1 tickets last week. */
async function openTeam(store: Store) {
  const solved = (id: string, agent: string, team: string) => ({
    id,
    agent,
    team,
    created_at: inside - 3600,
    first_reply_at: inside,
    solved_at: inside,
    agent_replies: 1,
  });
  await fill(
    store,
    {
      agents: [
        { id: 'a', name: 'Ana Ray', email: 'ana@example.com', team: 'Billing' },
        { id: 'b', name: 'Bo Lind', email: 'bo@example.com', team: 'Billing' },
        { id: 'c', name: 'Cy Moss', email: 'cy@example.com', team: 'Repairs' },
      ],
      tickets: [
        ...['1', '2', '3'].map((id) => solved(id, 'a', 'Billing')),
        ...['4', '5'].map((id) => solved(id, 'b', 'Billing')),
        solved('6', 'c', 'Repairs'),
      ],
    },
    { syncedAt: now - 180 },
  );
  return openAsking(store, { now, people, allowed: [support] });
}

const named = /Ana|Bo Lind|Cy Moss/;

describe('a question', () => {
  it('is answered with a finding, the figures beside it, buttons, and a footer of dates, zone, filters and age', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const reply = await ask('frt last-week team:billing');
    expect(reply).toMatchObject({ status: 'answered', isPublic: false });
    expect(reply.card.summary).toBe('First reply time 1 h last week (n = 5, a small sample)');
    expect(blockOf(reply, 'footer').lines).toEqual([
      'Mon 9 – Sun 15 Nov 2026, Europe/Athens · team: billing',
      'acme: synced 3 min ago',
    ]);
    expect(blockOf(reply, 'buttons').buttons.map(({ label }) => label)).toEqual([
      'Previous period',
      'By team',
      'Explain',
      'Share',
    ]);
  });

  it('has buttons that are understood, each with the meaning it names', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const [previous, byTeam, explain, share] = blockOf(await ask('tickets last-week !team:repairs'), 'buttons').buttons;
    expect((await ask(previous?.command ?? '')).data).toMatchObject({
      metric: 'tickets',
      period: { from: '2026-11-02T00:00:00+02:00', to: '2026-11-09T00:00:00+02:00' },
      filters: { '!team': ['repairs'] },
    });
    expect((await ask(byTeam?.command ?? '')).data).toMatchObject({
      breakdown: [{ key: { team: 'Billing' }, value: 5 }],
    });
    expect((await ask(explain?.command ?? '')).data).toMatchObject({ command: 'explain', metric: 'tickets' });
    expect(await ask(share?.command ?? '', { in: random })).toMatchObject({ isPublic: true, data: { value: 5 } });
  });

  it('echoes what was corrected, and asks when two readings are as good', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    expect((await ask('cast last-week')).data).toMatchObject({ metric: 'csat', notes: ['Read “cast” as csat'] });
    const reply = await ask('ftr yesterday');
    expect(reply).toMatchObject({ status: 'not-understood', data: { error: { code: 'ambiguous' } } });
    for (const { command } of blockOf(reply, 'buttons').buttons) {
      expect((await ask(command)).status, command).toBe('answered');
    }
  });

  it('that is not understood gets suggestions, privately, and loses nothing', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    for (const text of [
      'drop table tickets',
      'frobnicate last week',
      'x'.repeat(3000),
      'csat by planet',
      'csat public frobnicate',
    ]) {
      const reply = await ask(text, { in: random });
      expect(reply, text).toMatchObject({ status: 'not-understood', isPublic: false });
      expect(reply.data, text).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
    }
    expect((await ask('tickets last-week')).data).toMatchObject({ value: 6 });
  });

  it('for a dimension its facts do not carry names those they do', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    expect((await ask('wait-time by priority')).data).toMatchObject({
      error: { code: 'unknown-dimension', message: expect.stringContaining('It can by team, agent, channel') },
    });
    expect((await ask('csat median')).data).toMatchObject({ error: { code: 'no-statistic' } });
  });

  it('over nothing says which filter value is unknown, and which there are', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    expect((await ask('tickets last-week team:biling')).data).toMatchObject({
      value: 0,
      notes: ['No team is called “biling”. There are Billing, Repairs.'],
    });
  });

  it('is not connected, with the way to connect it, where no desk gives the facts', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const reply = await ask('nps last quarter');
    expect(reply.card.summary).toMatch(/^NPS is not connected\. .*import a surveys file/);
    expect(reply.data).toMatchObject({ value: null, n: 0, connected: false });
    expect((await ask('frt last quarter')).data).toMatchObject({ value: null, n: 0, connected: true });
  });

  it('carries its goal and whether it is met', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const goals = { frt: { op: '<=', value: 1800 } } as const;
    const reply = await ask('frt last-week', { tools: { goals } });
    expect(reply.data).toMatchObject({ goal: { op: '<=', value: 1800, met: false } });
    expect(wordsOf(reply)).toContain('Goal <= 30 min – missed');
  });

  it('uses the zone asked for before the asker’s, and the asker’s before the workspace’s', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const zoneOf = async (text: string, timezone?: string) =>
      (await ask(text, timezone === undefined ? {} : { timezone })).data;
    expect(await zoneOf('frt yesterday')).toMatchObject({ period: { timezone: 'Europe/Athens' } });
    expect(await zoneOf('frt yesterday', 'Asia/Tokyo')).toMatchObject({ period: { timezone: 'Asia/Tokyo' } });
    expect(await zoneOf('frt yesterday tz:America/New_York', 'Asia/Tokyo')).toMatchObject({
      period: { from: '2026-11-18T00:00:00-05:00', to: '2026-11-19T00:00:00-05:00' },
    });
  });

  it('says “worse” of a rising first reply time beyond noise, with a tip, whatever the direction', async () => {
    await using store = await startStore();
    const reply = (index: number, minutes: number, when: number) => ({
      id: `${when}-${index}`,
      created_at: when - minutes * 60,
      first_reply_at: when,
    });
    await fill(store, {
      tickets: [
        ...Array.from({ length: 20 }, (_, index) => reply(index, 50 + index, inside)),
        ...Array.from({ length: 20 }, (_, index) => reply(index, 10 + index, inside - week)),
      ],
    });
    const answer = await openAsking(store, { now })('frt last-week');
    expect(answer.card.summary).toBe('First reply time 59 min 30 s last week, up 40 min – worse (n = 20)');
    expect(blockOf(answer, 'finding').tone).toBe('worse');
    expect(wordsOf(answer)).toContain('Tip: ');
  });

  it('never fails the asker without a word: a broken store is an apology, and private', async () => {
    const broken = { query: () => Promise.reject(new Error('disk on fire: secret path')) };
    const reply = await openAsking(broken, { now })('csat public', { in: random });
    expect(reply).toMatchObject({ status: 'failed', isPublic: false });
    expect(wordsOf(reply)).toContain('Please try again');
    expect(wordsOf(reply)).not.toContain('secret path');
  });
});

describe('named agents', () => {
  it('are named to managers and to the owner', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    for (const as of ['max@example.com', undefined]) {
      const reply = await ask('tickets last-week by agent', as === undefined ? {} : { as });
      expect(reply.data).toMatchObject({ breakdown: [{ key: { agent: 'Ana Ray' }, value: 3 }, {}, {}] });
    }
  });

  it('are teams to a guest and to an agent, who are told why', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const reply = await ask('tickets last-week by agent', { as: 'guest@example.com' });
    expect(reply.data).toMatchObject({
      breakdown: [
        { key: { team: 'Billing' }, value: 5 },
        { key: { team: 'Repairs' }, value: 1 },
      ],
      notes: [expect.stringContaining('here are teams instead')],
    });
    expect(wordsOf(reply)).not.toMatch(named);
    const top = await ask('top last-week', { as: 'guest@example.com' });
    expect(wordsOf(top)).toMatch(/Billing.*here are teams instead/s);
    expect(wordsOf(top)).not.toMatch(named);
  });

  it('are left out for a guest where the facts know no teams', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const reply = await ask('upsell last-week by agent', { as: 'guest@example.com' });
    expect(reply.data).toMatchObject({
      breakdown: [],
      notes: expect.arrayContaining(['Figures about named agents are for the agent, their lead and managers.']),
    });
    expect(wordsOf(reply)).not.toMatch(named);
  });

  it('of their own team only are named to a lead', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const reply = await ask('tickets last-week by agent', { as: 'lee@example.com' });
    expect(wordsOf(reply)).toMatch(/Ana Ray.*Bo Lind/s);
    expect(wordsOf(reply)).not.toContain('Cy Moss');
    expect((await ask('tickets agent:bo last-week', { as: 'lee@example.com' })).data).toMatchObject({ value: 2 });
    expect((await ask('tickets agent:cy last-week', { as: 'lee@example.com' })).data).toMatchObject({
      error: { code: 'not-allowed' },
    });
  });

  it('see their own figures, by name, e-mail or me', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    for (const who of ['agent:@me', '@ana', 'agent:"Ana Ray"', 'agent:ANA@example.com']) {
      expect((await ask(`tickets ${who} last-week`, { as: 'ana@example.com' })).data, who).toMatchObject({ value: 3 });
    }
  });

  it('are refused with the same words whether they exist or not', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const refusals = await Promise.all(
      ['@bo', '@nobody', 'agent:cy', '!agent:bo', '@me'].map(async (who) => {
        const reply = await ask(`tickets ${who} last-week`, { as: 'guest@example.com' });
        return JSON.stringify(reply.data);
      }),
    );
    expect(new Set(refusals).size).toBe(1);
    expect(refusals[0]).toContain('not-allowed');
  });

  it('that are unknown or ambiguous are said so to those who may know', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    await fill(store, { agents: [{ id: 'd', name: 'Ana Bell', email: 'bell@example.com' }] });
    expect((await ask('tickets agent:bob')).data).toMatchObject({
      error: { code: 'unknown-agent', message: expect.stringContaining('Bo Lind (bo@example.com)') },
    });
    const ambiguous = await ask('tickets @ana last-week');
    expect(ambiguous.data).toMatchObject({ error: { code: 'ambiguous-agent' } });
    const [ana] = blockOf(ambiguous, 'buttons').buttons;
    expect((await ask(ana?.command ?? '')).data).toMatchObject({ value: 3 });
  });

  it('are shown to all of an allow-listed channel, and to no other even when a manager shares', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const text = 'tickets last-week by agent public';
    expect(wordsOf(await ask(text, { as: 'guest@example.com', in: support }))).toMatch(named);
    const elsewhere = await ask(text, { as: 'max@example.com', in: random });
    expect(elsewhere.isPublic).toBe(true);
    expect(wordsOf(elsewhere)).not.toMatch(named);
    const privately = await ask('tickets last-week by agent', { as: 'max@example.com', in: random });
    expect(privately.isPublic).toBe(false);
    expect(wordsOf(privately)).toMatch(named);
  });

  it('are nobody’s business where individuals are off', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const tools = { individuals: 'off' } as const;
    for (const asking of [{ tools }, { tools, as: 'max@example.com', in: support }, { tools, as: 'ana@example.com' }]) {
      expect(wordsOf(await ask('top last-week', asking))).not.toMatch(named);
      expect((await ask('tickets @ana', asking)).data).toMatchObject({ error: { code: 'not-allowed' } });
    }
  });
});

describe('desks', () => {
  it('count together, the sample never with a real one', async () => {
    await using store = await startStore();
    const tickets = [{ id: '1', created_at: inside }];
    await fill(store, { tickets }, { desk: 'sample', kind: 'sample' });
    const ask = openAsking(store, { now });
    const alone = await ask('tickets last-week');
    expect(alone.data).toMatchObject({ value: 1, notes: ['Sample data: nobody’s real figures'] });
    expect(wordsOf(alone)).toContain('sample data');
    await fill(store, { tickets }, { desk: 'acme' });
    await fill(store, { tickets }, { desk: 'emea' });
    expect((await ask('tickets last-week')).data).toMatchObject({ value: 2 });
    expect((await ask('tickets last-week desk:emea')).data).toMatchObject({ value: 1 });
    expect((await ask('tickets last-week !desk:emea')).data).toMatchObject({ value: 1 });
    expect(wordsOf(await ask('tickets last-week desk:sample'))).toContain('sample data');
    expect((await ask('tickets desk:sample,acme')).data).toMatchObject({ error: { code: 'sample-mixed' } });
    expect((await ask('tickets desk:apac')).data).toMatchObject({
      error: { code: 'unknown-desk', message: expect.stringContaining('acme, emea') },
    });
    expect((await ask('tickets last-week by desk')).data).toMatchObject({ breakdown: [{}, {}] });
  });

  it('are not there at all in an empty store', async () => {
    await using store = await startStore();
    const ask = openAsking(store, { now });
    expect((await ask('csat last-week')).data).toMatchObject({ value: null, connected: false });
    for (const text of ['', 'top', 'risk', 'sla next 2h', 'backlog'])
      expect((await ask(text)).status, text).toBe('answered');
  });
});

describe('commands', () => {
  it('answer with a default card of four figures', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    const reply = await ask('');
    expect(reply.data).toMatchObject({
      answers: [{ metric: 'csat' }, { metric: 'frt' }, { metric: 'resolution-time' }, { metric: 'backlog' }],
    });
  });

  it('help, list and explain without touching the store', async () => {
    const untouched = { query: () => Promise.resolve([]) };
    const ask = openAsking(untouched, { now });
    for (const text of [
      'help',
      'help csat',
      'help periods',
      'help filters',
      'help top',
      'list metrics',
      'list dimensions',
      'explain frt',
    ]) {
      expect((await ask(text)).status, text).toBe('answered');
    }
    expect((await ask('explain awt')).data).toMatchObject({
      metric: 'wait-time',
      formula: expect.stringContaining('Σ wait'),
    });
    expect((await ask('list metrics')).data).toMatchObject({
      items: expect.arrayContaining([{ name: 'csat', detail: expect.any(String) }]),
    });
  });

  it('show the SLA outlook soonest first, naming agents only to those who may know them', async () => {
    await using store = await startStore();
    const ask = await openTeam(store);
    await fill(store, {
      tickets: ['later', 'soon'].map((id) => ({
        id,
        created_at: now - 3600,
        subject: `<!channel> ${id}`,
        agent: 'a',
        team: 'Billing',
        status: 'open' as const,
      })),
      sla_clocks: [
        { ticket: 'later', kind: 'resolution', started_at: now - 3600, target_at: now + 5400 },
        { ticket: 'soon', kind: 'first_reply', started_at: now - 3600, target_at: now + 600 },
      ],
    });
    const reply = await ask('sla next 2h');
    expect(reply.card.summary).toBe('2 tickets have their next SLA deadline in the next 2 h');
    expect(blockOf(reply, 'items').items.map(({ title }) => title)).toEqual(['<!channel> soon', '<!channel> later']);
    expect(wordsOf(reply)).toContain('Ana Ray');
    expect(wordsOf(await ask('sla next 2h', { as: 'guest@example.com' }))).not.toMatch(named);
  });
});
