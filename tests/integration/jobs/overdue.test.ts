import { expect, test } from 'vitest';
import type { Helpdesk } from '../../../src/helpdesk.ts';
import { listOverdue } from '../../../src/jobs/sync/overdue.ts';
import { ingest } from '../../../src/store/facts/ingest.ts';
import { at, fill, startStore } from '../../helpers/store.ts';

const now = at('2026-11-16T09:00:00Z');

function deskOf(name: string) {
  const helpdesk: Helpdesk = { name, kind: 'test', pull: () => (async function* none() {})(), check: async () => [] };
  return { helpdesk, everySeconds: 300 };
}

test('a desk is overdue when a turn has passed since it was read whole, or when it never was', async () => {
  await using store = await startStore();
  await fill(store, {}, { desk: 'fresh', kind: 'test', syncedAt: now - 299 });
  await fill(store, {}, { desk: 'old', kind: 'test', syncedAt: now - 300 });
  await ingest(store, { name: 'interrupted', kind: 'test' }, { facts: {}, cursor: 'half' });
  const desks = ['fresh', 'old', 'interrupted', 'never'].map(deskOf);
  expect(await listOverdue(desks, { store, now })).toEqual(['old', 'interrupted', 'never']);
});
