import { describe, expect, it } from 'vitest';
import { churnRisk } from '../../helpers/answers.ts';
import { putChurnFit } from '../../../src/store/facts/churn-fits.ts';
import { openAsking } from '../../helpers/asking.ts';
import { at, fill, startStore, type SomeFacts, type TestStore } from '../../helpers/store.ts';

const day = 86_400;
const now = at('2026-11-19T10:30:00Z');

type Row<T extends keyof SomeFacts> = NonNullable<SomeFacts[T]>[number];

let serial = 0;
const nextId = () => String((serial += 1));

function customer(id: string, more: Partial<Row<'customers'>> = {}): Row<'customers'> {
  return { id, started_at: now - 500 * day, ...more };
}

/** Solved within the hour. */
function ticket(customer: string | null, days: number, more: Partial<Row<'tickets'>> = {}): Row<'tickets'> {
  const created_at = now - days * day;
  return { id: nextId(), customer, created_at, solved_at: created_at + 3600, reopens: 0, ...more };
}

function survey(customer: string, score: number): Row<'surveys'> {
  return { id: nextId(), kind: 'csat', answered_at: now - 5 * day, score, scale_min: 1, scale_max: 5, customer };
}

async function startDesks({ acme, emea }: { acme: SomeFacts; emea: SomeFacts }): Promise<TestStore> {
  const store = await startStore();
  await fill(store, acme);
  await fill(store, emea, { desk: 'emea' });
  return store;
}

function ask(store: TestStore, more: { desks?: string[]; filter?: [string, string] } = {}) {
  const { desks = ['acme', 'emea'], filter } = more;
  const filters = filter ? [{ key: filter[0], values: [filter[1]], isNegated: false }] : [];
  return churnRisk(store, { scope: { desks, agents: 'none' }, now, limit: 10, filters });
}

/** What is said of each customer, by name. */
async function wordsOf(...asked: Parameters<typeof ask>): Promise<Record<string, string[]>> {
  const { customers } = await ask(...asked);
  return Object.fromEntries(customers.map(({ name, parts }) => [name, parts.map(({ words }) => words)]));
}

describe('churnRisk over two desks', () => {
  it('takes customers of one e-mail address for one, with one history', async () => {
    await using store = await startDesks({
      acme: {
        customers: [customer('1', { name: 'Eva', email: 'Eva@example.com' })],
        tickets: [ticket('1', 3, { type: 'cancellation', is_complaint: true })],
        surveys: [survey('1', 1)],
      },
      emea: {
        customers: [
          customer('1', { name: 'Calm' }),
          customer('7', {
            name: 'Eva M.',
            email: 'eva@EXAMPLE.com',
            started_at: now - day,
            renewal_at: now + 21 * day,
          }),
        ],
        tickets: [ticket('1', 3), ticket('7', 3, { is_complaint: true })],
        surveys: [survey('1', 5), survey('7', 5)],
      },
    });
    const { customers, total, active } = await ask(store);
    expect({ total, active }).toEqual({ total: 1, active: 2 });
    // Of acme's one rating, one is bad: (1 + 3 · 1) ÷ (2 + 3) = 0.8 of 1.6. Complaints: two of two.
    // Together 1.8 + 1.28 + 1.2 = 4.28, a quarter more before the renewal: 5.35 − 3 = 2.35
    expect(customers).toMatchObject([{ desk: 'acme', name: 'Eva', risk: expect.closeTo(91.29, 2) }]);
    expect(customers[0]?.parts.map(({ words, contribution }) => [words, contribution])).toEqual([
      ['1 cancellation or refund ticket', 1.8],
      ['1 of 2 ratings bad', expect.closeTo(1.28, 9)],
      ['2 complaints or escalations', 1.2],
      ['renewal in 21 days', expect.closeTo(1.07, 9)],
    ]);
    expect(await ask(store, { desks: ['emea'] })).toMatchObject({
      customers: [{ desk: 'emea', name: 'Eva M.', parts: [{ words: '1 complaint or escalation' }, { id: 'renewal' }] }],
      active: 2,
    });
  });

  it('does not call silent who writes to the other desk', async () => {
    const known = [customer('1', { name: 'Kim', email: 'kim@example.com' })];
    await using store = await startDesks({
      acme: { customers: known, tickets: [40, 60, 80].map((days) => ticket('1', days)) },
      emea: { customers: known, tickets: [ticket('1', 3)] },
    });
    expect(await wordsOf(store, { desks: ['acme'] })).toEqual({ Kim: ['silent for 40 days after 1 contact a month'] });
    expect(await wordsOf(store)).toEqual({});
  });

  it('keeps apart whom one desk knows by one address, and pairs them with the other desk’s in order', async () => {
    const twins = ['1', '2'].map((id) => customer(id, { name: `Twin ${id}`, email: 'family@example.com' }));
    await using store = await startDesks({
      acme: { customers: twins, tickets: [ticket('1', 3, { is_complaint: true }), ticket('2', 3, { reopens: 1 })] },
      emea: {
        customers: [customer('9', { name: 'Twin 9', email: 'family@example.com' }), customer('10', { email: '' })],
        tickets: [ticket('9', 3, { is_complaint: true })],
      },
    });
    expect((await ask(store)).active).toBe(3);
    expect(await wordsOf(store)).toEqual({
      'Twin 1': ['2 complaints or escalations'],
      'Twin 2': ['1 of 1 ticket reopened'],
    });
  });

  it('takes an organization for one in whatever case it is written, with those whom one desk knows to belong to it', async () => {
    await using store = await startDesks({
      acme: {
        customers: [
          customer('1', { organization: 'Globex' }),
          customer('2', { organization: 'Initech', email: 'ida@initech.example', ended_at: now - day }),
        ],
        tickets: [ticket('1', 3, { is_complaint: true })],
      },
      emea: {
        customers: [customer('1', { organization: 'globex' }), customer('2', { email: 'Ida@initech.example' })],
        tickets: [
          ticket('1', 3, { is_complaint: true }),
          ticket(null, 3, { organization: 'GLOBEX', is_complaint: true }),
          ticket('2', 3, { type: 'refund' }),
        ],
      },
    });
    const globex = ['3 complaints or escalations', '3 contacts in 14 days'];
    expect(await wordsOf(store)).toEqual({ Globex: globex, Initech: ['1 cancellation or refund ticket'] });
    expect((await ask(store)).active).toBe(2);
    expect(Object.keys(await wordsOf(store, { filter: ['organization', 'initech'] }))).toEqual(['Initech']);
  });

  it('weighs by the desk that has known a customer longest, of those that still have it', async () => {
    const known = (email: string, more: Partial<Row<'customers'>> = {}) =>
      customer(email, { name: email, email, ...more });
    const long = now - 900 * day;
    await using store = await startDesks({
      acme: {
        customers: [
          known('a', { started_at: long }),
          known('b'),
          known('c', { started_at: long, ended_at: now - day }),
        ],
        tickets: ['a', 'b', 'c'].map((id) => ticket(id, 3, { type: 'refund' })),
      },
      emea: { customers: [known('a'), known('b', { started_at: long }), known('c')] },
    });
    const [published_auc, fitted_auc] = [0.6, 0.8];
    const weights = { cancellation: 2.5 };
    await putChurnFit(store, { desk: 'emea', at: now, ended: 60, published_auc, fitted_auc, weights });
    const { customers } = await ask(store);
    expect(customers.map(({ name, desk, parts }) => [name, desk, parts[0]?.contribution])).toEqual([
      ['b', 'emea', 2.5],
      ['c', 'emea', 2.5],
      ['a', 'acme', 1.8],
    ]);
  });

  it('hears who is spoken of on any of them, where the name means one customer only', async () => {
    const complaint = (id: string, author: string) => ({ id, author, at: now - day, sentiment: 'negative' as const });
    await using store = await startDesks({
      acme: { customers: [customer('1', { name: 'Rob Roe' }), customer('2', { name: 'Ann Poe' })] },
      emea: {
        customers: [customer('1', { name: 'Ann Poe' })],
        mentions: [complaint('1', 'rob roe'), complaint('2', 'Ann Poe')],
      },
    });
    expect(await wordsOf(store)).toEqual({ 'Rob Roe': ['1 negative mention'] });
  });

  it('neither shows nor chooses customers by what a desk out of scope knows', async () => {
    const facts = (more: Partial<Row<'tickets'>>): SomeFacts => ({
      customers: [customer('1', { organization: 'Globex' })],
      tickets: [ticket('1', 3, { is_complaint: true, ...more })],
    });
    await using store = await startDesks({ acme: facts({ channel: 'email' }), emea: facts({ channel: 'chat' }) });
    const complaint = { Globex: ['1 complaint or escalation'] };
    expect(await wordsOf(store, { desks: ['acme'], filter: ['channel', 'email'] })).toEqual(complaint);
    expect(await wordsOf(store, { desks: ['acme'], filter: ['channel', 'chat'] })).toEqual({});
    expect(await wordsOf(store, { filter: ['channel', 'chat'] })).toEqual({ Globex: ['2 complaints or escalations'] });
  });

  it('leaves the sample desk out', async () => {
    const known = { customers: [customer('1', { name: 'Eva', email: 'eva@example.com' })] };
    await using store = await startStore();
    await fill(store, { ...known, tickets: [ticket('1', 3, { is_complaint: true })] });
    const made = { ...known, tickets: [ticket('1', 3, { is_complaint: true, type: 'refund' })] };
    await fill(store, made, { desk: 'sample', kind: 'sample' });
    const risk = openAsking(store, { now });
    const words = (said: string[]) => ({
      customers: [{ name: 'Eva', parts: said.map((words) => ({ words })) }],
      active: 1,
    });
    expect((await risk('risk')).data).toMatchObject(words(['1 complaint or escalation']));
    expect((await risk('risk desk:sample')).data).toMatchObject(
      words(['1 cancellation or refund ticket', '1 complaint or escalation']),
    );
  });
});
