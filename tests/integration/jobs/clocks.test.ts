import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Batch, Helpdesk } from '../../../src/helpdesk.ts';
import { clocks } from '../../../src/jobs/sla/clocks.ts';
import { listLiveClocks } from '../../../src/jobs/nudges/clocks.ts';
import type { ServiceLevels } from '../../../src/jobs/sla/levels.ts';
import type { Policy } from '../../../src/jobs/sla/policy.ts';
import { scheduleSettings } from '../../../src/jobs/sla/settings.ts';
import { sync } from '../../../src/jobs/sync/index.ts';
import { slaOutlook } from '../../helpers/answers.ts';
import { listSources, removeDesk } from '../../../src/store/facts/desks.ts';
import { at, complete, fill, startStore, type SomeFacts } from '../../helpers/store.ts';
import { openBench, type Bench } from '../../helpers/tools.ts';

const hour = 3600;
/** Thursday, 09:00 in Athens: the hour 0 below. */
const start = at('2026-11-19T09:00:00+02:00');
const h = (hours: number) => start + hours * hour;

let store: Awaited<ReturnType<typeof startStore>>;
beforeEach(async () => {
  store = await startStore();
});
afterEach(async () => await store[Symbol.asyncDispose]());

const office = scheduleSettings.parse({
  name: 'office',
  timezone: 'Europe/Athens',
  hours: { weekdays: '09:00-17:00' },
});
const standard: Policy = { name: 'Standard', hours: 'calendar', first_reply: 4 * hour, resolution: 10 * hour };

function levels(...slas: readonly Policy[]): ServiceLevels {
  return { schedules: [office], slas };
}

/** A desk `acme` that gives, at each sync, what a test put into its outbox since. */
function openDesk(slas: ServiceLevels = levels(standard)) {
  const batches: Batch[] = [];
  const helpdesk: Helpdesk = {
    name: 'acme',
    kind: 'test',
    async *pull() {
      yield* batches.splice(0);
    },
    check: () => Promise.resolve([]),
  };
  const bench = openBench({ store, time: h(0), desks: [{ helpdesk, everySeconds: 60 }], levels: slas });
  return {
    bench,
    /** Sync at so many hours, with these facts new. */
    async sync(hours: number, some: SomeFacts, more: Partial<Batch> = {}) {
      batches.push({ facts: complete(some), cursor: `${hours}`, isLast: true, ...more });
      bench.time = h(hours);
      await bench.run(sync, { desk: 'acme' });
    },
  };
}

function withLevels(bench: Bench, changed: ServiceLevels): Bench {
  return openBench({ store, time: bench.time, desks: bench.desks, levels: changed });
}

const clock = z.object({
  ticket: z.string(),
  kind: z.string(),
  target_at: z.number().nullable(),
  stopped_at: z.number().nullable(),
  is_paused: z.boolean().nullable(),
  policy: z.string().nullable(),
});

/** Every clock as `ticket kind target stopped policy`, in hours. */
async function stored(): Promise<string[]> {
  const rows = await store.query(
    'SELECT ticket, kind, target_at, stopped_at, is_paused, policy FROM sla_clocks ORDER BY ticket, kind, started_at',
    [],
    clock,
  );
  const hours = (instant: number | null) => (instant === null ? '–' : String((instant - start) / hour));
  return rows.map(({ ticket, kind, target_at, stopped_at, is_paused, policy }) =>
    [ticket, kind, is_paused ? 'paused' : hours(target_at), hours(stopped_at), policy].join(' '),
  );
}

const open = { id: 't1', created_at: h(0), updated_at: h(0), status: 'open' } as const;

describe('a desk that sends no clocks', () => {
  test('has them worked out at each sync', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open] });
    expect(await stored()).toEqual(['t1 first_reply 4 – Standard', 't1 resolution 10 – Standard']);
    await acme.sync(3, { tickets: [{ ...open, updated_at: h(2), first_reply_at: h(2) }] });
    expect(await stored()).toEqual(['t1 first_reply 4 2 Standard', 't1 resolution 10 – Standard']);
  });

  test('counts as one that gives SLA clocks', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open] });
    expect(await listSources(store)).toContainEqual({ desk: 'acme', source: 'sla_clocks' });
  });

  test('has its deadlines in the outlook and in the nudges', async () => {
    const acme = openDesk();
    const agents = [{ id: 'a1', name: 'Ana Ray', email: 'ana@example.com' }];
    await acme.sync(1, { agents, tickets: [{ ...open, agent: 'a1', subject: 'Refund' }] });
    const scope = { desks: ['acme'], agents: 'all' } as const;
    const outlook = await slaOutlook(store, { scope, now: h(3), within: 2 * hour, limit: 10 });
    expect(outlook.tickets).toMatchObject([{ id: 't1', kind: 'first_reply', target_at: h(4), agent: 'Ana Ray' }]);
    expect(await listLiveClocks(store, { after: h(3), until: h(5) })).toMatchObject([
      { ticket: 't1', kind: 'first_reply', target_at: h(4), email: 'ana@example.com' },
    ]);
  });

  test('has them paused while a ticket is pending, and moved by the pause after it', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open] });
    await acme.sync(2, { tickets: [{ ...open, status: 'pending', updated_at: h(2), first_reply_at: h(2) }] });
    expect(await stored()).toEqual(['t1 first_reply 4 2 Standard', 't1 resolution paused – Standard']);
    await acme.sync(30, { tickets: [{ ...open, updated_at: h(29), first_reply_at: h(2) }] });
    // 27 hours from hour 2 to hour 29.
    expect(await stored()).toEqual(['t1 first_reply 4 2 Standard', 't1 resolution 37 – Standard']);
    await acme.sync(40, {
      tickets: [{ ...open, status: 'solved', updated_at: h(36), first_reply_at: h(2), solved_at: h(36) }],
    });
    expect(await stored()).toEqual(['t1 first_reply 4 2 Standard', 't1 resolution 37 36 Standard']);
  });

  test('keeps the pause of a ticket solved while pending', async () => {
    const acme = openDesk();
    await acme.sync(2, { tickets: [{ ...open, status: 'pending', updated_at: h(2), first_reply_at: h(1) }] });
    await acme.sync(50, {
      tickets: [{ ...open, status: 'closed', updated_at: h(49), first_reply_at: h(1), solved_at: h(48) }],
    });
    // Of 10 hours 2 were gone at hour 2; the other 8 begin at hour 48.
    expect(await stored()).toEqual(['t1 first_reply 4 1 Standard', 't1 resolution 56 48 Standard']);
  });

  test('has the clock of a reopened ticket go on, without the time it stood solved', async () => {
    const acme = openDesk();
    const solved = { ...open, status: 'solved', first_reply_at: h(1), updated_at: h(3), solved_at: h(3) } as const;
    await acme.sync(4, { tickets: [solved] });
    await acme.sync(24, { tickets: [{ ...solved, status: 'open', updated_at: h(23), solved_at: null, reopens: 1 }] });
    expect(await stored()).toEqual(['t1 first_reply 4 1 Standard', 't1 resolution 30 – Standard']);
  });

  test('has next replies timed by the messages it sends', async () => {
    const acme = openDesk(levels({ name: 'Replies', hours: 'calendar', next_reply: 2 * hour }));
    const ticket = { ...open, first_reply_at: h(1) };
    await acme.sync(4, { tickets: [ticket], replies: [{ id: 'r1', ticket: 't1', at: h(3), by: 'customer' }] });
    expect(await stored()).toEqual(['t1 next_reply 5 – Replies']);
    // The ticket’s row did not change: its reply alone is new.
    await acme.sync(5, { replies: [{ id: 'r2', ticket: 't1', at: h(4.5), by: 'agent', is_public: true }] });
    expect(await stored()).toEqual(['t1 next_reply 5 4.5 Replies']);
  });

  test('counts business hours by its schedule', async () => {
    const acme = openDesk(levels({ name: 'Office', hours: 'business', resolution: 10 * hour }));
    await acme.sync(1, { tickets: [open] });
    // Eight hours on Thursday, two more on Friday from 09:00, which is hour 24.
    expect(await stored()).toEqual(['t1 resolution 26 – Office']);
  });

  test('has the clocks and pauses of deleted tickets removed', async () => {
    const acme = openDesk();
    await acme.sync(2, {
      tickets: [
        { ...open, status: 'pending' },
        { ...open, id: 't2' },
      ],
    });
    await acme.sync(4, {}, { deleted: [{ id: 't1', at: h(3) }] });
    expect(await stored()).toEqual(['t2 first_reply 4 – Standard', 't2 resolution 10 – Standard']);
    expect(await pausedTickets()).toEqual([]);
  });

  test('has only those of changed tickets worked out again', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open, { ...open, id: 't2' }] });
    await store.transaction((tx) => tx.run(`UPDATE sla_clocks SET policy = 'untouched'`, []));
    await acme.sync(2, { tickets: [{ ...open, id: 't2', updated_at: h(2) }] });
    expect(await stored()).toEqual([
      't1 first_reply 4 – untouched',
      't1 resolution 10 – untouched',
      't2 first_reply 4 – Standard',
      't2 resolution 10 – Standard',
    ]);
  });

  test('leaves nothing behind when it is removed', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [{ ...open, status: 'pending' }] });
    await removeDesk(store, 'acme');
    expect(await stored()).toEqual([]);
    expect(await pausedTickets()).toEqual([]);
    expect(await listSources(store)).toEqual([]);
  });
});

describe('when the policies change', () => {
  test('every ticket’s clocks are worked out again, its pauses kept', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open, { ...open, id: 't2', status: 'pending', updated_at: h(1) }] });
    const vip: Policy = { name: 'Fast', when: { desk: ['acme'] }, hours: 'calendar', first_reply: hour };
    await withLevels(acme.bench, levels(vip, standard)).run(clocks, {});
    expect(await stored()).toEqual(['t1 first_reply 1 – Fast', 't2 first_reply 1 – Fast']);
    await withLevels(acme.bench, levels(standard)).run(clocks, {});
    expect(await stored()).toEqual([
      't1 first_reply 4 – Standard',
      't1 resolution 10 – Standard',
      't2 first_reply paused – Standard',
      't2 resolution paused – Standard',
    ]);
  });

  test('a new holiday moves targets too', async () => {
    const business: Policy = { name: 'Office', hours: 'business', resolution: 10 * hour };
    const acme = openDesk(levels(business));
    await acme.sync(1, { tickets: [open] });
    const friday = at('2026-11-20T00:00:00Z');
    const closed = { ...office, holidays: [{ from: friday, to: friday }] };
    await withLevels(acme.bench, { schedules: [closed], slas: [business] }).run(clocks, {});
    // Monday at 11:00 is four days and two hours later.
    expect(await stored()).toEqual(['t1 resolution 98 – Office']);
  });

  test('no policy leaves no clock, and the desk gives none', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open] });
    await withLevels(acme.bench, levels()).run(clocks, {});
    expect(await stored()).toEqual([]);
    expect(await listSources(store)).not.toContainEqual({ desk: 'acme', source: 'sla_clocks' });
  });

  test('a policy for other desks is none for this one', async () => {
    const acme = openDesk(levels({ ...standard, when: { desk: ['emea'] } }));
    await acme.sync(1, { tickets: [open] });
    expect(await listSources(store)).not.toContainEqual({ desk: 'acme', source: 'sla_clocks' });
  });
});

describe('a desk that sends clocks of its own', () => {
  const own = { ticket: 't1', kind: 'first_reply', started_at: h(0), target_at: h(9), policy: 'Gold' } as const;

  test('keeps them as they are', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open], sla_clocks: [own] });
    expect(await stored()).toEqual(['t1 first_reply 9 – Gold']);
  });

  test('loses those worked out for it before', async () => {
    const acme = openDesk();
    await acme.sync(1, { tickets: [open] });
    await acme.sync(2, { sla_clocks: [own] });
    expect(await stored()).toEqual(['t1 first_reply 9 – Gold']);
  });
});

test('a policy without a schedule is said to be the cause', async () => {
  const acme = openDesk({ schedules: [], slas: [{ name: 'Office', hours: 'business', resolution: hour }] });
  await acme.sync(1, { tickets: [open] });
  expect(acme.bench.lines).toContainEqual(
    expect.objectContaining({ error: expect.stringContaining('desk acme has no schedule') }),
  );
});

test('a desk without a schedule keeps no other from having its clocks worked out', async () => {
  const acme = openDesk(levels());
  await acme.sync(1, { tickets: [open] });
  await fill(store, { tickets: [{ ...open, id: 'e1' }] }, { desk: 'emea' });
  const business: Policy = { name: 'Office', hours: 'business', resolution: hour };
  const bench = withLevels(acme.bench, { schedules: [{ ...office, desks: ['emea'] }], slas: [business] });
  await bench.run(clocks, {});
  expect(await stored()).toEqual([expect.stringMatching(/^e1 resolution .* – Office$/)]);
  expect(bench.lines).toContainEqual(
    expect.objectContaining({ desk: 'acme', error: expect.stringContaining('has no schedule') }),
  );
});

test('work that was stopped goes on where it ended', async () => {
  const acme = openDesk(levels());
  await acme.sync(1, { tickets: [open] });
  const stopped = openBench({ store, time: h(1), levels: levels(standard), signal: AbortSignal.abort() });
  await stopped.run(clocks, {});
  expect(await stored()).toEqual([]);
  await withLevels(acme.bench, levels(standard)).run(clocks, {});
  expect(await stored()).toHaveLength(2);
});

async function pausedTickets(): Promise<string[]> {
  const rows = await store.query('SELECT ticket FROM ticket_pauses', [], z.object({ ticket: z.string() }));
  return rows.map(({ ticket }) => ticket);
}
