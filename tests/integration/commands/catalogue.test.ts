import { describe, expect, it } from 'vitest';
import { DAY as day, HOUR as hour, WEEK as week, YEAR as year } from '../../../src/calendar/units.ts';
import { many, monday } from '../../../src/metrics/example.ts';
import { blockOf, openAsking } from '../../helpers/asking.ts';
import { fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const inside = monday + day;
const settings = { now: monday + week, timezone: 'UTC' };

function numbered<Row>(rows: readonly Row[]): (Row & { id: string })[] {
  return rows.map((row, index) => ({ id: String(index), ...row }));
}

async function openDesk(facts: SomeFacts) {
  const store = await startStore();
  await fill(store, facts);
  return { ask: openAsking(store, settings), [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

describe('money', () => {
  const order = (customer: string, currency: string | null, amount: number) => ({
    at: inside,
    customer,
    currency,
    amount,
    margin: 0.5,
  });

  it('is told in its currency', async () => {
    await using desk = await openDesk({ orders: numbered([order('ana', 'EUR', 300), order('bo', 'EUR', 100)]) });
    const { card, data } = await desk.ask('clv historic last-week');
    expect(card.summary).toBe('Historic CLV 100.00 EUR last week');
    expect(data).toMatchObject({ unit: 'money', currency: 'EUR', value: 100, n: null, interval: null });
  });

  it('in several currencies is told one by one, and never summed', async () => {
    await using desk = await openDesk({
      orders: numbered([order('ana', 'EUR', 300), order('bo', 'USD', 100), order('cy', null, 40)]),
    });
    const { card, data } = await desk.ask('clv-historic last-week');
    expect(card.summary).toBe('Historic CLV last week, one figure a currency');
    expect(data).toMatchObject({
      value: null,
      currency: null,
      breakdown: [
        { key: { currency: 'EUR' }, currency: 'EUR', value: 150 },
        { key: { currency: 'USD' }, currency: 'USD', value: 50 },
        { key: { currency: null }, currency: null, value: 20 },
      ],
      notes: ['The orders are in several currencies, which are not summed: EUR, USD, an unknown one.'],
    });
    expect((await desk.ask('clv-historic last-week currency:usd')).data).toMatchObject({ value: 50, currency: 'USD' });
  });

  it('is not compared with another currency', async () => {
    await using desk = await openDesk({
      orders: numbered([order('ana', 'EUR', 300), { ...order('ana', 'USD', 100), at: inside - week }]),
      customers: [{ id: 'ex', started_at: monday - week - 2 * year, ended_at: monday - week }],
    });
    const { data } = await desk.ask('clv last-week');
    expect(data).toMatchObject({ currency: 'EUR', previous: { currency: 'USD' }, change: null, withinNoise: null });
  });

  it('scaled from a week to a year is said to overstate', async () => {
    await using desk = await openDesk({ orders: [], customers: [] });
    expect((await desk.ask('clv last-week')).data).toMatchObject({ notes: [expect.stringMatching(/ask for a year/)] });
    expect((await desk.ask('clv 2025')).data).toMatchObject({ notes: [] });
    expect((await desk.ask('clv-historic last-week')).data).toMatchObject({ notes: [] });
  });
});

describe('a mix', () => {
  const tickets = (team: string, types: readonly string[]) =>
    types.map((type, index) => ({ id: `${team}${index}`, created_at: inside, team, type }));

  it('names its largest part, and tells all of them', async () => {
    await using desk = await openDesk({
      tickets: [
        ...tickets('now', ['refund', 'refund', 'refund', 'how-to']),
        { id: 'before', created_at: inside - week, type: 'refund' },
      ],
    });
    const { card, data } = await desk.ask('types last-week');
    expect(card.summary).toBe(
      'Ticket types: refund 75.0 % last week, down 25.0 points (n = 4, within noise, a small sample)',
    );
    expect(data).toMatchObject({
      leading: 'refund',
      breakdown: [
        { key: { type: 'refund' }, value: 75, n: 3 },
        { key: { type: 'how-to' }, value: 25, n: 1 },
      ],
    });
  });

  it('by another dimension tells the shares within each of its values', async () => {
    await using desk = await openDesk({
      tickets: [...tickets('Billing', ['refund', 'refund']), ...tickets('Shipping', ['refund', 'lost'])],
    });
    const { data } = await desk.ask('types last-week by team');
    expect(data).toMatchObject({
      breakdown: [
        { key: { team: 'Billing', type: 'refund' }, value: 100 },
        { key: { team: 'Shipping', type: 'lost' }, value: 50 },
        { key: { team: 'Shipping', type: 'refund' }, value: 50 },
      ],
    });
    expect((await desk.ask('types by team channel')).data).toMatchObject({ error: { code: 'too-many-dimensions' } });
  });

  it('has what customers said they prefer beside what they use', async () => {
    await using desk = await openDesk({
      tickets: [{ id: '1', created_at: inside, channel: 'email' }],
      customers: numbered([
        ...many(2, { started_at: monday, preferred_channel: 'click_to_call' }),
        ...many(1, { started_at: monday, preferred_channel: 'chat' }),
      ]),
    });
    expect((await desk.ask('channels last-week')).data).toMatchObject({
      beside: [
        { label: 'Preferred when asked: click to call', value: 2 },
        { label: 'Preferred when asked: chat', value: 1 },
      ],
    });
    expect((await desk.ask('channels last-week team:billing')).data).toMatchObject({ beside: [] });
  });
});

describe('figures beside the value', () => {
  it('are the busiest hour and weekday and the networks of mentions', async () => {
    await using desk = await openDesk({
      mentions: numbered([
        ...many(2, { at: inside + 9 * hour, network: 'reddit' }),
        ...many(1, { at: monday + 14 * hour, network: 'x' }),
      ]),
    });
    const { data } = await desk.ask('mentions last-week');
    expect(data).toMatchObject({
      value: 3,
      beside: [
        { label: 'Busiest hour: 09:00', value: 2 },
        { label: 'Busiest weekday: Tuesday', value: 2 },
        { label: 'On reddit', value: 2 },
        { label: 'On x', value: 1 },
      ],
    });
  });

  it('are up-sells per 100 solved tickets, narrowed as they are', async () => {
    await using desk = await openDesk({
      orders: numbered(many(2, { at: inside, kind: 'upsell' })),
      tickets: numbered(many(50, { created_at: monday, solved_at: inside })),
    });
    expect((await desk.ask('upsell last-week')).data).toMatchObject({ value: 2, beside: [{ value: 4 }] });
    expect((await desk.ask('upsell last-week organization:acme')).data).toMatchObject({
      value: 0,
      beside: [{ value: null }],
    });
  });

  it('are the sessions, views and searches of self-service', async () => {
    await using desk = await openDesk({
      self_service: numbered([
        { at: inside, kind: 'view', session: 's', article: 'Returns' },
        { at: inside, kind: 'search', session: 's' },
      ]),
      tickets: numbered(many(3, { created_at: inside })),
    });
    const { data } = await desk.ask('self-service last-week by article');
    expect(data).toMatchObject({
      value: 25,
      n: 4,
      beside: [{ value: 1 }, { value: 1 }, { value: 1 }],
      breakdown: [
        { key: { article: 'Returns' }, value: 25 },
        { key: { article: null }, value: 25 },
      ],
    });
  });
});

describe('a metric of two kinds of facts', () => {
  it('counts only desks that give both, and without one says what to connect', async () => {
    await using store = await startStore();
    await fill(store, { tickets: [{ id: '1', created_at: inside }] }, { desk: 'tickets only' });
    const ask = openAsking(store, settings);
    const { card, data } = await ask('self-service last-week');
    expect(card.summary).toMatch(/^Self-service is not connected\. Connect a help centre/);
    expect(data).toMatchObject({ connected: false, value: null });
    await fill(
      store,
      { tickets: [{ id: '1', created_at: inside }], self_service: [{ id: '1', at: inside }] },
      { desk: 'both' },
    );
    expect((await ask('self-service last-week')).data).toMatchObject({ connected: true, value: 50, n: 2 });
  });
});

describe('top n beside a metric', () => {
  it('shows so many rows of a breakdown, and sums the others up', async () => {
    await using desk = await openDesk({
      tickets: numbered(['a', 'a', 'a', 'b', 'b', 'c', 'd'].map((team) => ({ created_at: inside, team }))),
    });
    const reply = await desk.ask('tickets last-week by team top 2');
    expect(reply.data).toMatchObject({ breakdown: [{ value: 3 }, { value: 2 }] });
    expect(blockOf(reply, 'table').rows).toEqual([
      ['a', '3'],
      ['b', '2'],
      ['other (2)', '2'],
    ]);
  });
});

describe('a dimension that facts do not carry', () => {
  it.each(['churn last-week by team', 'open by hour', 'mentions by agent'])('%s is refused', async (text) => {
    await using desk = await openDesk({ tickets: [] });
    expect((await desk.ask(text)).data).toMatchObject({ error: { code: 'unknown-dimension' } });
  });
});

describe('an hour', () => {
  it('of the period before goes by the clocks of then', async () => {
    await using store = await startStore();
    // In Athens 09:30 on the Friday before the clocks went back, and on the Friday after.
    const [summer, winter] = [Date.UTC(2026, 9, 23, 6, 30) / 1000, Date.UTC(2026, 9, 30, 7, 30) / 1000];
    await fill(store, { tickets: numbered([{ created_at: summer }, { created_at: winter }]) });
    const ask = openAsking(store, { now: winter + 3 * day, timezone: 'Europe/Athens' });
    expect((await ask('tickets hour:9 last-week')).data).toMatchObject({ value: 1, previous: { value: 1 } });
  });
});
