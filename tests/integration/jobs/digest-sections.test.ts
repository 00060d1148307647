import { afterEach, beforeEach, expect, test } from 'vitest';
import { backlog } from '../../../src/jobs/digest/sections/backlog.ts';
import { contextOf } from '../../../src/metrics/answer/context.ts';
import { at, fill, startStore, type TestStore } from '../../helpers/store.ts';

const thursday = at('2026-11-19T07:00:00Z');
const day = 86_400;

let store: TestStore;

beforeEach(async () => {
  store = await startStore();
});
afterEach(async () => await store[Symbol.asyncDispose]());

/** A ticket that waits, answered, for two days. */
function waiting(id: string, team: string) {
  const created = thursday - 2 * day;
  return { id, team, status: 'open', created_at: created, first_reply_at: created + 60 } as const;
}

test.each([
  [{}, '3'],
  [{ team: 'billing' }, '2'],
  [{ desk: 'acme' }, '2'],
  [{ team: 'billing', desk: 'acme' }, '1'],
])('the digest of %j has the backlog of these alone', async (whose, expected) => {
  await fill(store, { tickets: [waiting('1', 'billing'), waiting('2', 'shipping')] }, { desk: 'acme' });
  await fill(store, { tickets: [waiting('1', 'billing')] }, { desk: 'emea' });
  const context = {
    ...contextOf(store),
    now: thursday,
    date: '2026-11-19',
    timezone: 'UTC',
    weekStart: 'monday',
  } as const;
  const blocks = await backlog.build({ areAgentsNamed: true, team: undefined, desk: undefined, ...context, ...whose });
  expect(blocks?.find(({ type }) => type === 'finding')).toMatchObject({
    text: expect.stringMatching(new RegExp(`^Backlog ${expected} now`)),
  });
});
