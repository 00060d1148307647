import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openApp } from '../../../src/app.ts';
import type { App } from '../../../src/app-type.ts';
import { readConfig } from '../../../src/config/index.ts';
import type { Batch, Helpdesk, Skipped } from '../../../src/helpdesk.ts';
import { pull } from '../../../src/terminal/pull.ts';
import { listDesks } from '../../../src/store/facts/desks.ts';
import type { Store } from '../../../src/store/store.ts';
import { complete, startStore } from '../../helpers/store.ts';

const onProgress = () => undefined;

function appOn(store: Store): App {
  const config = readConfig({ DESKPULSE_CONFIG: '/dev/null' });
  return openApp({ config, store, log: pino({ level: 'silent' }) }, { desks: [], chats: [] });
}

function deskOf(batches: () => AsyncIterable<Batch>): Helpdesk {
  return { name: 'acme', kind: 'files', pull: batches, check: async () => [] };
}

function skipped(count: number): Skipped[] {
  return Array.from({ length: count }, (_, index) => ({ place: `line ${index}`, reason: 'torn' }));
}

test('a pull counts what was written, skipped and not understood, and names the first hundred rows skipped', async () => {
  await using store = await startStore();
  const desk = deskOf(async function* (): AsyncGenerator<Batch> {
    const facts = complete({ agents: [{ id: 'a1' }, { id: 'a2' }] });
    yield { facts, cursor: '1', skipped: skipped(60), unmapped: { 'tickets.status: "odd"': 2 } };
    yield { facts: {}, cursor: '2', skipped: skipped(60), unmapped: { 'tickets.status: "odd"': 1 }, isLast: true };
  });
  const pulled = await pull(desk, appOn(store), { onProgress, signal: new AbortController().signal });
  expect(pulled).toMatchObject({ rows: 2, skippedCount: 120, unmapped: new Map([['tickets.status: "odd"', 3]]) });
  expect(pulled.skipped).toHaveLength(100);
});

test('a pull that is stopped does not pass for a finished one, and keeps what it wrote', async () => {
  await using store = await startStore();
  const stop = new AbortController();
  const desk = deskOf(async function* (): AsyncGenerator<Batch> {
    yield { facts: complete({ agents: [{ id: 'a1' }] }), cursor: '1' };
    stop.abort();
    yield { facts: complete({ agents: [{ id: 'a2' }] }), cursor: '2', isLast: true };
  });
  await expect(pull(desk, appOn(store), { onProgress, signal: stop.signal })).rejects.toMatchObject({
    code: 'stopped',
    message: 'acme: stopped after 1 row. Run it again to go on.',
  });
  expect(await listDesks(store)).toMatchObject([{ name: 'acme', cursor: '1', is_complete: false }]);
});
