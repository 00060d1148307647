import { afterEach, beforeEach, expect, test } from 'vitest';
import { UpstreamError } from '../../../src/errors.ts';
import type { Batch, Helpdesk } from '../../../src/helpdesk.ts';
import { sync } from '../../../src/jobs/sync/index.ts';
import { findCursor, listDesks } from '../../../src/store/facts/desks.ts';
import { complete, startStore } from '../../helpers/store.ts';
import { openBench } from '../../helpers/tools.ts';

const now = 1_795_000_000;
let store: Awaited<ReturnType<typeof startStore>>;

beforeEach(async () => {
  store = await startStore();
});
afterEach(async () => await store[Symbol.asyncDispose]());

function batch(cursor: string): Batch {
  return { facts: complete({ tickets: [{ id: cursor, created_at: now }] }), cursor };
}

/** A desk that gives what `pull` yields. */
function desk(name: string, pull: Helpdesk['pull']) {
  return { everySeconds: 60, helpdesk: { name, kind: 'test', pull, check: () => Promise.resolve([]) } };
}

test('a desk is read to its end, and the next time from there', async () => {
  const asked: (string | null)[] = [];
  const acme = desk('acme', async function* pull(cursor) {
    asked.push(cursor);
    yield batch('1');
    yield batch('2');
  });
  const bench = openBench({ store, time: now, desks: [acme] });
  await bench.run(sync, { desk: 'acme' });
  await bench.run(sync, { desk: 'acme' });
  expect(asked).toEqual([null, '2']);
  expect(await listDesks(store)).toMatchObject([{ name: 'acme', is_complete: true, synced_at: now, error: null }]);
});

test('a desk that fails keeps what was read, says why, and holds up no other', async () => {
  const bad = desk('bad', async function* pull() {
    yield batch('1');
    throw new UpstreamError('Zendesk (bad)', 'answered 500', { reason: 'unavailable' });
  });
  const good = desk('good', async function* pull() {
    yield batch('1');
  });
  const bench = openBench({ store, time: now, desks: [bad, good] });
  await Promise.all([bench.run(sync, { desk: 'bad' }), bench.run(sync, { desk: 'good' })]);
  expect(await listDesks(store)).toMatchObject([
    { name: 'bad', cursor: '1', synced_at: null, failed_at: now, error: 'Zendesk (bad): answered 500' },
    { name: 'good', synced_at: now, failed_at: null },
  ]);
});

test('a service that asks for time gets it', async () => {
  let pulls = 0;
  const busy = desk('busy', async function* pull() {
    pulls += 1;
    if (pulls > 1) yield batch('1');
    else throw new UpstreamError('Zendesk (busy)', 'asked too often', { reason: 'rate-limited', retryAfter: 90 });
  });
  const bench = openBench({ store, time: now, desks: [busy] });
  await bench.run(sync, { desk: 'busy' });
  bench.time += 89;
  await bench.run(sync, { desk: 'busy' });
  expect(pulls).toBe(1);
  bench.time += 1;
  await bench.run(sync, { desk: 'busy' });
  expect(await listDesks(store)).toMatchObject([{ synced_at: now + 90, error: null }]);
});

test('a desk is read once at a time, and its progress can be read meanwhile', async () => {
  let pulls = 0;
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const slow = desk('slow', async function* pull() {
    pulls += 1;
    yield batch('1');
    reach();
    await held;
    yield batch('2');
  });
  const bench = openBench({ store, time: now, desks: [slow] });
  const first = bench.run(sync, { desk: 'slow' });
  await reached;
  expect(bench.syncs.running.get('slow')).toBe(1);
  await bench.run(sync, { desk: 'slow' });
  release();
  await first;
  expect(pulls).toBe(1);
  expect(bench.syncs.running.size).toBe(0);
});

test('when the program stops, a desk that hangs is left at the edge of its last batch, without blame', async () => {
  const stop = new AbortController();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const hanging = desk('hanging', async function* pull() {
    yield batch('1');
    reach();
    await new Promise(() => undefined);
  });
  const bench = openBench({ store, time: now, desks: [hanging], signal: stop.signal });
  const running = bench.run(sync, { desk: 'hanging' });
  await reached;
  stop.abort();
  await running;
  expect(await findCursor(store, { name: 'hanging', kind: 'test' })).toBe('1');
  expect(await listDesks(store)).toMatchObject([{ is_complete: false, failed_at: null }]);
});

test('a fault of ours is noted without the data that caused it', async () => {
  const broken = desk('broken', async function* pull() {
    yield batch('1');
    throw new TypeError('cannot read ana@acme.example');
  });
  const bench = openBench({ store, time: now, desks: [broken] });
  await expect(bench.run(sync, { desk: 'broken' })).rejects.toThrow(TypeError);
  expect((await listDesks(store))[0]?.error).toBe('Deskpulse failed while reading the desk; its log says how.');
});

test('what was not read is counted in the log', async () => {
  const partial = desk('partial', async function* pull() {
    yield { ...batch('1'), skipped: [{ place: 'ticket 335', reason: 'no date' }], unmapped: { 'status: "x"': 2 } };
  });
  const bench = openBench({ store, time: now, desks: [partial] });
  await bench.run(sync, { desk: 'partial' });
  expect(bench.lines).toContainEqual(expect.objectContaining({ desk: 'partial', skipped: 1, first: 'ticket 335' }));
  expect(bench.lines).toContainEqual(expect.objectContaining({ desk: 'partial', values: 1 }));
});

test('of two processes that read a desk at once one ends without blame, and its next sync goes on from the other’s place', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const asked: (string | null)[] = [];
  const slow = desk('acme', async function* pull(cursor) {
    asked.push(cursor);
    if (cursor !== null) return;
    reach();
    await held;
    yield batch('1');
    yield batch('late');
  });
  const fast = desk('acme', async function* pull() {
    yield batch('1');
    yield batch('2');
  });
  const bench = openBench({ store, time: now, desks: [slow] });
  const running = bench.run(sync, { desk: 'acme' });
  await reached;
  await openBench({ store, time: now, desks: [fast] }).run(sync, { desk: 'acme' });
  release();
  await running;
  expect(bench.lines.map(({ msg }) => msg)).toEqual(['sync ends: another one of the desk is ahead']);
  expect(await listDesks(store)).toMatchObject([{ cursor: '2', rows_read: 2, synced_at: now, error: null }]);
  await bench.run(sync, { desk: 'acme' });
  expect(asked).toEqual([null, '2']);
});

test('a desk nobody configures any more is left alone', async () => {
  await openBench({ store, time: now }).run(sync, { desk: 'gone' });
  expect(await listDesks(store)).toEqual([]);
});

test('a desk under the name of one of another kind is refused with what to do, and the other keeps its place', async () => {
  const pull: Helpdesk['pull'] = async function* () {
    yield batch('1');
  };
  const acme = desk('acme', pull);
  const bench = openBench({ store, time: now, desks: [acme] });
  await bench.run(sync, { desk: 'acme' });
  const other = { ...acme, helpdesk: { ...acme.helpdesk, kind: 'another' } };
  await bench.run(sync, { desk: 'acme' });
  const later = openBench({ store, time: now, desks: [other] });
  await later.run(sync, { desk: 'acme' });
  expect(later.lines).toMatchObject([
    { msg: 'sync failed', error: expect.stringContaining('a name of its own') as string },
  ]);
  expect(await listDesks(store)).toMatchObject([{ name: 'acme', kind: 'test', cursor: '1', error: null }]);
});
