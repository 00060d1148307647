import { expect, test } from 'vitest';
import { openAsking } from '../../helpers/asking.ts';
import { at, fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const now = at('2026-11-19T10:30:00+02:00');
const may = at('2026-05-01T00:00:00Z');
const [june, october] = [at('2026-06-15T00:00:00Z'), at('2026-10-15T00:00:00Z')];

/** Eva and Tom are on both desks; on the second, Tom has left, and two people share an address, one of them Tom's namesake. */
const desks: Record<string, SomeFacts> = {
  acme: {
    customers: [
      { id: '1', email: 'Eva@initech.example', started_at: may, organization: 'Initech' },
      { id: '2', email: 'tom@globex.example', started_at: may, ended_at: october },
      { id: '3', started_at: may },
    ],
    orders: [
      { id: 'a', at: june, customer: '1', amount: 100, currency: 'EUR' },
      { id: 'b', at: june, customer: '3', amount: 100, currency: 'EUR' },
    ],
    engagements: [{ id: 'e', at: june, customer: '1', kind: 'usage' }],
  },
  emea: {
    customers: [
      { id: '1', email: 'tom@globex.example', started_at: june },
      { id: '2', email: 'TOM@globex.example', started_at: june, ended_at: october },
      { id: '3', email: 'eva@initech.example', started_at: june },
      { id: '4', email: '', started_at: may, ended_at: october },
    ],
    orders: [
      { id: 'a', at: june, customer: '3', amount: 300, currency: 'EUR' },
      { id: 'b', at: june, customer: 'unknown', amount: 100, currency: 'EUR' },
    ],
    engagements: [
      { id: 'e', at: june, customer: '3', kind: 'usage' },
      { id: 'f', at: june, customer: '1', kind: 'usage' },
    ],
  },
};

async function asking() {
  const store = await startStore();
  for (const [desk, facts] of Object.entries(desks)) await fill(store, facts, { desk });
  const ask = openAsking(store, { now, timezone: 'UTC' });
  return {
    ask: async (text: string) => (await ask(text)).data as { value: number; n: number; breakdown: unknown[] },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

// At the end of September: Eva, Tom, the second of Tom's address, acme 3, emea 4. At the end of October the latter two of
// those who left on emea are gone; Tom is still there on emea.
test.each([
  ['retention oct', { value: 60, n: 5 }],
  ['churn oct', { value: 40, n: 5 }],
  ['retention oct desk:acme', { value: (100 * 2) / 3, n: 3 }],
  ['retention oct desk:emea', { value: 50, n: 4 }],
])('%s counts a customer of two desks once', async (text, expected) => {
  await using desk = await asking();
  const { value, n } = await desk.ask(text);
  expect(n).toBe(expected.n);
  expect(value).toBeCloseTo(expected.value, 9);
});

test('by desk, each desk has all of its customers', async () => {
  await using desk = await asking();
  expect((await desk.ask('retention oct by desk')).breakdown).toMatchObject([
    { key: { desk: 'emea' }, n: 4 },
    { key: { desk: 'acme' }, n: 3 },
  ]);
});

test('who ordered on two desks ordered twice', async () => {
  await using desk = await asking();
  // Eva twice; acme 3 and a customer nobody knows once.
  expect(await desk.ask('repurchase-rate jun')).toMatchObject({ value: 100 / 3, n: 3 });
  expect(await desk.ask('repurchase-rate jun by desk')).toMatchObject({
    breakdown: [
      { key: { desk: 'acme' }, value: 0, n: 2 },
      { key: { desk: 'emea' }, value: 0, n: 2 },
    ],
  });
});

test('orders are averaged over the people who made them', async () => {
  await using desk = await asking();
  expect(await desk.ask('clv jun')).toMatchObject({
    beside: [{ value: 150 }, { value: 4 / 3 }],
  });
});

test('whoever takes part on one desk takes part', async () => {
  await using desk = await asking();
  // Of Eva, Tom, Tom's namesake, acme 3 and emea 4, the first two use it: 2 of 5, and nothing else.
  const { value } = await desk.ask('engagement jun');
  expect(value).toBeCloseTo(40 / 3, 9);
});
