import { expect, test } from 'vitest';
import { syncDesk } from '../../../src/jobs/sync/index.ts';
import type { Batch, Helpdesk } from '../../../src/helpdesk.ts';
import { findDesk, markBegun, markFailed, secondsLeft } from '../../../src/store/facts/desks.ts';
import { blockOf, openAsking, wordsOf } from '../../helpers/asking.ts';
import { at, complete, fill, startStore } from '../../helpers/store.ts';
import { readableLog } from '../../helpers/tools.ts';

const now = at('2026-11-19T10:30:00+02:00');
const minute = 60;

test('says that no desk is connected', async () => {
  await using store = await startStore();
  expect(wordsOf(await openAsking(store, { now })('status'))).toContain('No desk is connected yet');
});

test('tells of each desk how old its data is, and how many rows were read', async () => {
  await using store = await startStore();
  await fill(store, { agents: [{ id: 'a' }] }, { desk: 'acme', syncedAt: now - 3 * minute });
  const answered = await openAsking(store, { now })('status');
  expect(blockOf(answered, 'finding')).toMatchObject({ text: '1 desk, in step', tone: 'plain' });
  expect(blockOf(answered, 'items').items).toEqual([
    { title: 'acme (files)', detail: 'acme: synced 3 min ago · 1 row read' },
  ]);
  expect(answered.isPublic).toBe(false);
});

test('tells what went wrong, first of all', async () => {
  await using store = await startStore();
  await fill(store, {}, { desk: 'acme', syncedAt: now - 3 * minute });
  await fill(store, {}, { desk: 'emea', kind: 'zendesk', syncedAt: now });
  await markFailed(store, { name: 'emea', kind: 'zendesk', at: now, error: 'Zendesk (emea): it answered 500.' });
  const answered = await openAsking(store, { now })('status');
  expect(blockOf(answered, 'finding')).toMatchObject({ text: '2 desks, 1 of them with a failed sync', tone: 'worse' });
  expect(answered.data).toMatchObject({
    command: 'status',
    desks: [
      { name: 'acme', error: null, complete: true, syncedAt: '2026-11-19T10:27:00+02:00' },
      { name: 'emea', error: 'Zendesk (emea): it answered 500.', failedAt: '2026-11-19T10:30:00+02:00' },
    ],
  });
});

test('tells how far a first load has come, and what it may still take', async () => {
  await using store = await startStore();
  await markBegun(store, { name: 'acme', kind: 'zendesk', at: now - 10 * minute });
  expect(wordsOf(await openAsking(store, { now })('csat last-week'))).toContain('still being read for the first time');
  const ago = (days: number) => now - days * 86_400;
  for (const updated_at of [ago(400), ago(300)]) {
    const tickets = complete({ tickets: [{ id: `${updated_at}`, created_at: ago(400), updated_at }] });
    const pull = async function* () {
      yield { facts: tickets, cursor: `${updated_at}` } satisfies Batch;
      throw new Error('stopped here');
    };
    await expect(sync(store, pull)).rejects.toThrow('stopped here');
  }
  // A quarter of 400 days in 10 minutes.
  const answered = await openAsking(store, { now })('status');
  expect(answered.data).toMatchObject({ desks: [{ complete: false, rows: 2, secondsLeft: 30 * minute }] });
  expect(blockOf(answered, 'items').items[0]?.detail).toContain('2 rows read · about 30 min left');

  await sync(store, async function* () {
    yield { facts: {}, cursor: 'end', isLast: true };
  });
  expect(await findDesk(store, 'acme')).toMatchObject({ is_complete: true, began_at: now - 10 * minute });
  expect(blockOf(await openAsking(store, { now })('status'), 'items').items[0]?.detail).not.toContain('left');
});

test.each([
  ['before the first ticket', { loaded_from: null, loaded_to: null }],
  ['with one change alone', { loaded_from: 5, loaded_to: 5 }],
  ['with changes of the present second', { loaded_from: 5, loaded_to: 100 }],
  ['once it is done', { is_complete: true }],
])('what a load may still take is not guessed %s', (_, change) => {
  expect(secondsLeft({ is_complete: false, began_at: 50, loaded_from: 5, loaded_to: 60, ...change }, 100)).toBeNull();
});

function sync(store: Parameters<typeof syncDesk>[0]['store'], pull: Helpdesk['pull']): Promise<number> {
  return syncDesk({
    store,
    helpdesk: { name: 'acme', kind: 'zendesk', pull, check: async () => [] },
    levels: { schedules: [], slas: [] },
    now: () => now,
    log: readableLog().log,
    signal: new AbortController().signal,
  });
}
