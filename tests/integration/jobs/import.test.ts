import { expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../../src/config/index.ts';
import { type Batch, type Helpdesk } from '../../../src/helpdesk.ts';
import { importDesk } from '../../../src/jobs/import/index.ts';
import { openLog } from '../../../src/log.ts';
import { findDesk, listDesks, removeDesk } from '../../../src/store/facts/desks.ts';
import type { Store } from '../../../src/store/store.ts';
import { at, complete, startStore, type SomeFacts } from '../../helpers/store.ts';

const now = at('2026-11-28T12:00:00Z');
const opened = at('2026-03-02T08:00:00Z');

/** A desk that gives these batches, each of one table as files do; `onBatch` is told the pull's number and the batch's. */
function deskOf(
  batches: readonly SomeFacts[],
  onBatch: (pull: number, batch: number) => void = () => undefined,
): Helpdesk {
  let pulls = 0;
  async function* pull(): AsyncGenerator<Batch> {
    pulls += 1;
    for (const [index, some] of batches.entries()) {
      onBatch(pulls, index);
      yield { facts: complete(some), file: `${Object.keys(some).join()}.csv`, cursor: 'begun' };
    }
    yield { facts: {}, cursor: 'read', isLast: true };
  }
  return { name: 'acme', kind: 'files', pull, check: async () => [] };
}

async function load(store: Store, helpdesk: Helpdesk, signal = new AbortController().signal) {
  const lines: string[] = [];
  const imported = await importDesk({
    store,
    helpdesk,
    levels: readConfig({ DESKPULSE_CONFIG: '/dev/null' }),
    now: () => now,
    log: openLog('silent'),
    signal,
    isRefusedAccepted: false,
    onProgress: (line) => lines.push(line),
  });
  // How far it has come is said on a busy machine only.
  return { ...imported, lines: lines.filter((line) => !/(checked|loading)$/.test(line)) };
}

async function ticketsIn(store: Store) {
  const row = z.object({ id: z.string(), subject: z.string().nullable(), solved_at: z.number().nullable() });
  return await store.query('SELECT id, subject, solved_at FROM tickets ORDER BY id COLLATE "C"', [], row);
}

test('files are stored with what is worked out from them, and again without a change', async () => {
  await using store = await startStore();
  const files = deskOf([
    { tickets: [{ id: '1', created_at: opened }] },
    { tickets: [{ id: '2', created_at: opened, solved_at: opened + 60 }] },
    {
      ticket_moves: [
        { id: 'a', ticket: '1', at: opened, status: 'new' },
        { id: 'b', ticket: '1', at: opened + 3600, status: 'solved' },
      ],
    },
  ]);
  for (const _ of [1, 2]) {
    expect(await load(store, files)).toMatchObject({ rows: 4, remarks: 0, lines: [] });
    expect(await ticketsIn(store)).toMatchObject([
      { id: '1', solved_at: opened + 3600 },
      { id: '2', solved_at: opened + 60 },
    ]);
    const span = z.object({ ticket: z.string(), seq: z.number(), to_at: z.number() });
    expect(
      await store.query('SELECT ticket, seq, to_at FROM ticket_spans ORDER BY ticket COLLATE "C"', [], span),
    ).toEqual([
      { ticket: '1', seq: 0, to_at: opened + 3600 },
      { ticket: '2', seq: -1, to_at: opened + 60 },
    ]);
    expect(await findDesk(store, 'acme')).toMatchObject({ is_complete: true, synced_at: now, error: null });
  }
});

test('of rows that share an id the newest stands, in whichever batch, and the others are counted', async () => {
  await using store = await startStore();
  const ticket = (subject: string, updated_at: number | null = null) => ({
    id: '1',
    created_at: opened,
    subject,
    updated_at,
  });
  const { files } = await load(
    store,
    deskOf([
      { tickets: [ticket('first', opened + 9), ticket('second', opened + 5), { id: '2', created_at: opened }] },
      { tickets: [ticket('third', opened + 9)] },
      { tickets: [ticket('fourth', opened + 8)] },
    ]),
  );
  expect(files).toMatchObject([{ rows: 5, replaced: 3 }]);
  expect(await ticketsIn(store)).toMatchObject([{ subject: 'third' }, { id: '2' }]);
});

test('ids that are stored for something else are said, a correction is not', async () => {
  await using store = await startStore();
  await load(store, deskOf([{ tickets: [{ id: '1', created_at: opened, subject: 'wrong' }] }]));
  const corrected = await load(store, deskOf([{ tickets: [{ id: '1', created_at: opened, subject: 'right' }] }]));
  expect([corrected.files, corrected.lines]).toMatchObject([[{ colliding: 0 }], []]);
  const other = await load(store, deskOf([{ tickets: [{ id: '1', created_at: opened + 60, subject: 'other' }] }]));
  expect(other.lines).toEqual([
    'acme: 1 row of tickets.csv has an id that is stored already for other tickets: what was stored is replaced',
  ]);
});

test.each([
  ['is stopped while its files are checked', 1],
  ['is stopped while they are stored', 2],
])('an import that %s changes nothing', async (_, stopped) => {
  await using store = await startStore();
  const stop = new AbortController();
  const batches = [{ tickets: [{ id: '1', created_at: opened }] }, { agents: [{ id: 'ana' }] }];
  const files = deskOf(batches, (pull, batch) => {
    if (pull === stopped && batch === 1) stop.abort();
  });
  await expect(load(store, files, stop.signal)).rejects.toMatchObject({
    code: 'stopped',
    message: 'acme: stopped; nothing was changed.',
  });
  expect([await listDesks(store), await ticketsIn(store)]).toEqual([[], []]);
});

test('an import that fails at the end changes nothing of what was there', async () => {
  await using store = await startStore();
  await load(store, deskOf([{ tickets: [{ id: '1', created_at: opened, subject: 'kept' }] }]));
  const before = await listDesks(store);
  const batches = [{ tickets: [{ id: '1', created_at: opened, subject: 'lost' }] }, { agents: [{ id: 'ana' }] }];
  const files = deskOf(batches, (pull, batch) => {
    if (pull === 2 && batch === 1) throw new Error('the disk is gone');
  });
  await expect(load(store, files)).rejects.toThrow('the disk is gone');
  expect([await listDesks(store), await ticketsIn(store)]).toMatchObject([before, [{ subject: 'kept' }]]);
});

test('a desk that is forgotten leaves nothing in any table', async () => {
  await using store = await startStore();
  await load(
    store,
    deskOf([
      { tickets: [{ id: '1', created_at: opened }] },
      { surveys: [{ id: 's', kind: 'csat' }] },
      { ticket_moves: [{ id: 'm', ticket: '1', at: opened }] },
    ]),
  );
  const tables = await store.query(
    `SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE column_name = 'desk'`,
    [],
    z.object({ name: z.string() }),
  );
  expect(tables.length).toBeGreaterThan(15);
  await removeDesk(store, 'acme');
  for (const { name } of tables) {
    const [{ count } = { count: -1 }] = await store.query(
      `SELECT count(*) AS count FROM ${name} WHERE desk = 'acme'`,
      [],
      z.object({ count: z.coerce.number() }),
    );
    expect([name, count]).toEqual([name, 0]);
  }
});
