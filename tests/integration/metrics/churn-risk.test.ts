import { describe, expect, it } from 'vitest';
import { churnRisk } from '../../helpers/answers.ts';
import { defaultWeights } from '../../../src/metrics/rankings/risk/score.ts';
import type { Scope } from '../../../src/metrics/scope.ts';
import type { Reader } from '../../../src/store/store.ts';
import { at, fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const day = 86_400;
const now = at('2026-11-19T10:30:00Z');
const acme: Scope = { desks: ['acme'], agents: 'none' };

type Row<T extends keyof SomeFacts> = NonNullable<SomeFacts[T]>[number];

let serial = 0;
const nextId = () => String((serial += 1));

function daysAgo(days: number): number {
  return now - days * day;
}

function customer(id: string, more: Partial<Row<'customers'>> = {}): Row<'customers'> {
  return { id, started_at: daysAgo(500), ...more };
}

/** Solved within the hour unless said otherwise. */
function ticket(customer: string | null, days: number, more: Partial<Row<'tickets'>> = {}): Row<'tickets'> {
  const created_at = daysAgo(days);
  return { id: nextId(), customer, created_at, solved_at: created_at + 3600, reopens: 0, ...more };
}

function survey(
  customer: string | null,
  score: number,
  more: Partial<Row<'surveys'>> & { days?: number } = {},
): Row<'surveys'> {
  const { days = 5, ...rest } = more;
  return {
    id: nextId(),
    kind: 'csat',
    answered_at: daysAgo(days),
    score,
    scale_min: 1,
    scale_max: 5,
    customer,
    ...rest,
  };
}

function ask(store: Reader, more: Partial<Parameters<typeof churnRisk>[1]> = {}) {
  return churnRisk(store, { scope: acme, now, limit: 10, ...more });
}

/** What is said of each customer, by name. */
async function wordsOf(store: Reader, more: Parameters<typeof ask>[1] = {}): Promise<Record<string, string[]>> {
  const { customers } = await ask(store, more);
  return Object.fromEntries(customers.map(({ name, parts }) => [name, parts.map(({ words }) => words)]));
}

const planted: SomeFacts = {
  customers: [
    customer('calm', { name: 'Calm Ltd' }),
    customer('angry', { name: 'Angry Ltd', renewal_at: now + 21 * day, segment: 'enterprise' }),
    customer('silent', { name: 'Silent Ltd' }),
    customer('upset', { name: 'Upset Ltd' }),
  ],
  tickets: [
    ...[1, 20, 40, 60, 80, 100].map((days) => ticket('calm', days, { channel: 'chat' })),
    ticket('angry', 4, { type: 'cancellation', channel: 'email', is_complaint: true }),
    ...[35, 40, 45, 50, 55, 60, 70, 80, 90, 100, 110, 115].map((days) => ticket('silent', days)),
    ticket('upset', 3, { reopens: 2 }),
  ],
  surveys: [survey('calm', 5), survey('calm', 4), survey('angry', 1), survey('angry', 2), survey('angry', 5)],
};

describe('churnRisk', () => {
  it('finds the riskiest among thousands, and counts those left out', async () => {
    await using store = await startStore();
    const ids = Array.from({ length: 5000 }, (_, index) => `c${String(index).padStart(4, '0')}`);
    const worst = new Set(['c0003', 'c2600', 'c4990']);
    await fill(store, {
      customers: ids.map((id) => customer(id)),
      tickets: ids.map((id) => ticket(id, 4, { reopens: 1, ...(worst.has(id) && { type: 'cancellation' }) })),
      surveys: [...worst].map((id) => survey(id, 1)),
    });
    const { customers, ...counts } = await ask(store, { limit: 4 });
    expect(customers.map(({ name }) => name)).toEqual([...worst, 'c0000']);
    expect(counts).toMatchObject({ total: 5000, active: 5000, high: 3 });
  });

  it('puts the customers most likely to leave on top and says why', async () => {
    await using store = await startStore();
    await fill(store, planted);
    const { customers, total, active, weightings } = await ask(store);
    expect(customers.map(({ name }) => name)).toEqual(['Angry Ltd', 'Silent Ltd', 'Upset Ltd']);
    expect({ total, active }).toEqual({ total: 3, active: 4 });
    expect(weightings).toEqual([
      { desk: 'acme', weights: defaultWeights, origin: 'published', ended: null, auc: null },
    ]);
    const [angry, silent, upset] = customers;
    // Of the desk's five ratings two are bad: (2 + 3 · 0.4) ÷ (3 + 3) = 0.5333 of 1.6. Complaints: one of two, half of 1.2.
    // Together 1.8 + 0.8533 + 0.6 = 3.2533, a quarter more before the renewal: 4.0667 − 3 = 1.0667
    expect(angry?.parts.map(({ words, contribution }) => [words, contribution])).toEqual([
      ['1 cancellation or refund ticket', 1.8],
      ['2 of 3 ratings bad', expect.closeTo(0.8533, 4)],
      ['renewal in 21 days', expect.closeTo(0.8133, 4)],
      ['1 complaint or escalation', 0.6],
    ]);
    expect(angry?.risk).toBeCloseTo(100 / (1 + Math.exp(-1.066667)), 3);
    expect(silent?.parts).toMatchObject([{ words: 'silent for 35 days after 4 contacts a month' }]);
    expect(upset?.parts).toMatchObject([{ words: '1 of 1 ticket reopened', contribution: 0.8 }]);
  });

  it('is empty, not zero, where nothing is known', async () => {
    await using store = await startStore();
    expect(await ask(store)).toMatchObject({ customers: [], total: 0, active: 0 });
    await fill(store, {
      customers: [customer('1', { renewal_at: now + day })],
      tickets: [ticket(null, 3), ticket('?', 3)],
    });
    expect(await ask(store)).toMatchObject({ customers: [], total: 0, active: 1 });
    expect(await ask(store, { scope: { desks: [], agents: 'all' } })).toMatchObject({ customers: [], active: 0 });
  });

  it('takes the customers of an organization together, and its tickets without a customer', async () => {
    await using store = await startStore();
    await fill(store, {
      customers: [
        customer('1', { organization: 'Globex', name: 'Ana' }),
        customer('2', { organization: 'Globex', name: 'Ben' }),
        customer('3', { name: 'Cy' }),
      ],
      tickets: [
        ticket('1', 3, { is_complaint: true }),
        ticket('2', 3, { is_complaint: true }),
        ticket(null, 3, { organization: 'Globex', is_complaint: true }),
        ticket('3', 3, { organization: 'Globex', is_complaint: true }),
      ],
    });
    expect(await wordsOf(store)).toEqual({
      Globex: ['3 complaints or escalations', '3 contacts in 14 days'],
      Cy: ['1 complaint or escalation'],
    });
    expect((await ask(store)).active).toBe(2);
  });

  it('leaves out who has left or not begun, but not an organization that keeps somebody', async () => {
    await using store = await startStore();
    await fill(store, {
      customers: [
        customer('left', { ended_at: now - 1 }),
        customer('future', { started_at: now }),
        customer('leaves now', { ended_at: now }),
        customer('gone', { organization: 'Globex', ended_at: daysAgo(9) }),
        customer('stays', { organization: 'Globex' }),
      ],
      tickets: ['left', 'future', 'leaves now', 'gone'].map((id) => ticket(id, 3, { type: 'Refund' })),
    });
    expect(await wordsOf(store)).toEqual({
      Globex: ['1 cancellation or refund ticket'],
      'leaves now': ['1 cancellation or refund ticket'],
    });
  });

  it('reads the last 30 days against the 90 before, and nothing from now on', async () => {
    await using store = await startStore();
    await fill(store, {
      customers: [customer('old'), customer('new'), customer('future')],
      tickets: [
        ticket('old', 31, { type: 'refund', is_complaint: true, reopens: 1 }),
        ticket('future', -1, { type: 'refund', is_complaint: true }),
      ],
      surveys: [
        survey('old', 1, { days: 31 }),
        survey('old', 1, { days: 31, kind: 'nps', scale_min: 0, scale_max: 10 }),
        survey('new', 5, { days: 30.5 }),
        survey('new', 3, { days: 30 }),
        survey('new', 1, { days: 121 }),
        survey('future', 1, { days: 0 }),
      ],
    });
    // A 3 of 5 is not bad, yet less than the 5 before.
    expect(await wordsOf(store)).toEqual({ new: ['mean rating fell from 5 to 3 of 5'] });
  });

  it('hears every source', async () => {
    await using store = await startStore();
    const breached = ticket('sla', 9, { id: 'breached' });
    await fill(store, {
      customers: [
        customer('nps'),
        customer('ces'),
        customer('by ticket'),
        customer('escalated'),
        customer('sla'),
        customer('stale'),
        customer('mentioned', { name: 'Rob Roe', email: 'Rob@Example.com' }),
        customer('twin-1', { name: 'Ann Poe' }),
        customer('twin-2', { name: 'Ann Poe' }),
        customer('caller'),
        customer('buyer'),
      ],
      tickets: [
        ticket('by ticket', 9, { id: 'rated' }),
        ticket('escalated', 200, { escalated_at: daysAgo(2) }),
        breached,
        ticket('stale', 9, { solved_at: null }),
      ],
      surveys: [
        survey('nps', 6, { kind: 'nps', scale_min: 0, scale_max: 10 }),
        survey('ces', 7, { kind: 'ces', scale_max: 7 }),
        survey(null, 1, { ticket: 'rated' }),
        survey('unknown', 2, { ticket: 'rated' }),
      ],
      sla_clocks: [
        { ticket: 'breached', kind: 'first_reply', started_at: 0, target_at: daysAgo(8), stopped_at: daysAgo(7) },
        { ticket: 'breached', kind: 'next_reply', started_at: 0, target_at: daysAgo(8), stopped_at: null },
        { ticket: 'breached', kind: 'resolution', started_at: 0, target_at: daysAgo(7), stopped_at: daysAgo(8) },
        { ticket: 'rated', kind: 'resolution', started_at: 0, target_at: now, stopped_at: null },
      ],
      mentions: [
        { id: '1', at: daysAgo(2), author: 'rob@example.com', sentiment: 'negative' },
        { id: '2', at: daysAgo(2), author: 'ROB ROE', sentiment: 'negative' },
        { id: '3', at: daysAgo(2), author: 'Rob Roe', sentiment: 'positive' },
        { id: '4', at: daysAgo(2), author: 'Ann Poe', sentiment: 'negative' },
      ],
      calls: [
        ...[1, 2, 3].map((days) => ({ id: nextId(), at: daysAgo(days), direction: 'in' as const, customer: 'caller' })),
        { id: nextId(), at: daysAgo(1), direction: 'out', customer: 'caller' },
        { id: nextId(), at: daysAgo(1), direction: 'in', customer: 'caller', ticket: 'rated' },
      ],
      orders: [40, 60, 80].map((days) => ({ id: nextId(), at: daysAgo(days), customer: 'buyer' })),
    });
    expect(await wordsOf(store, { limit: 20 })).toEqual({
      nps: ['NPS detractor'],
      ces: ['effort 7 of 7'],
      'by ticket': ['2 of 2 ratings bad'],
      escalated: ['1 complaint or escalation'],
      sla: ['2 SLA targets missed'],
      stale: ['1 ticket unsolved for longer than 9 in 10 of the desk’s'],
      'Rob Roe': ['2 negative mentions'],
      caller: ['3 contacts in 14 days'],
      buyer: ['no order for 40 days after 1 a month'],
    });
  });

  it('does not call silent who wrote in an older ticket', async () => {
    await using store = await startStore();
    const tickets = [40, 60, 80].map((days) => ticket('1', days));
    await fill(store, { customers: [customer('1')], tickets });
    expect(await wordsOf(store)).toEqual({ '1': ['silent for 40 days after 1 contact a month'] });
    const reply = { id: '1', ticket: tickets[0]?.id ?? null, at: daysAgo(3) };
    await fill(store, { replies: [{ ...reply, by: 'agent' }] });
    expect(Object.keys(await wordsOf(store))).toEqual(['1']);
    await fill(store, { replies: [{ ...reply, by: 'customer' }] });
    expect(await wordsOf(store)).toEqual({});
  });

  it('forgets tickets deleted at the source, and their ratings', async () => {
    await using store = await startStore();
    await fill(store, {
      customers: [customer('1')],
      tickets: [ticket('1', 3, { id: 'gone', type: 'refund' })],
      surveys: [survey('1', 1, { ticket: 'gone' })],
    });
    expect((await ask(store)).total).toBe(1);
    await fill(store, {}, { deleted: [{ id: 'gone', at: now }] });
    expect((await ask(store)).total).toBe(0);
  });

  it('keeps the customers of two desks apart though they share an id', async () => {
    await using store = await startStore();
    const angry = {
      customers: [customer('1', { name: 'Angry' })],
      tickets: [ticket('1', 3, { id: '9', type: 'refund' })],
    };
    await fill(store, angry);
    await fill(
      store,
      { customers: [customer('1', { name: 'Calm' })], tickets: [ticket('1', 3, { id: '9' })] },
      { desk: 'emea' },
    );
    const both = await ask(store, { scope: { desks: ['acme', 'emea'], agents: 'all' } });
    expect(both).toMatchObject({ customers: [{ desk: 'acme', name: 'Angry' }], total: 1, active: 2 });
    expect(await ask(store, { scope: { desks: ['emea'], agents: 'all' } })).toMatchObject({ total: 0, active: 1 });
  });

  it('cuts at the limit, equals by name, and says the same each time', async () => {
    await using store = await startStore();
    const names = ['Zoe', 'Ada', 'Max'];
    await fill(store, {
      customers: names.map((name) => customer(name, { name })),
      tickets: names.map((name) => ticket(name, 3, { type: 'refund' })),
    });
    const first = await ask(store, { limit: 2 });
    expect(first).toMatchObject({ customers: [{ name: 'Ada' }, { name: 'Max' }], total: 3 });
    expect(await ask(store, { limit: 2 })).toEqual(first);
  });

  it('uses the weights it is given, and says so', async () => {
    await using store = await startStore();
    await fill(store, planted);
    const { customers, weightings } = await ask(store, { weights: { silence: 9 } });
    expect(customers[0]?.name).toBe('Silent Ltd');
    expect(weightings).toMatchObject([{ weights: { ...defaultWeights, silence: 9 } }]);
  });

  it('narrows to customers and to those with certain tickets', async () => {
    await using store = await startStore();
    await fill(store, planted);
    const filtered = (key: string, value: string, isNegated = false) =>
      wordsOf(store, { filters: [{ key, values: [value], isNegated }] });
    const namesBy = async (...filter: Parameters<typeof filtered>) => Object.keys(await filtered(...filter));
    expect(await namesBy('segment', 'Enterprise')).toEqual(['Angry Ltd']);
    expect(await namesBy('segment', 'enterprise', true)).toEqual(['Silent Ltd', 'Upset Ltd']);
    expect(await namesBy('desk', 'acme')).toEqual(['Angry Ltd', 'Silent Ltd', 'Upset Ltd']);
    // A filter chooses customers; what is known of them stays whole.
    expect((await filtered('channel', 'email'))['Angry Ltd']).toHaveLength(4);
    expect(await namesBy('channel', 'email')).toEqual(['Angry Ltd']);
    await expect(ask(store, { filters: [{ key: 'agent', values: ['ana'], isNegated: false }] })).rejects.toMatchObject({
      code: 'unknown-dimension',
    });
  });
});
