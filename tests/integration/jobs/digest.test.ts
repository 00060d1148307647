import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Block, Card } from '../../../src/chat.ts';
import { digest } from '../../../src/jobs/digest/index.ts';
import type { Section } from '../../../src/jobs/digest/section.ts';
import { digestSettings } from '../../../src/jobs/settings.ts';
import { watch } from '../../../src/jobs/watch.ts';
import { listMessages } from '../../../src/store/outbox/messages.ts';
import { at, fill, startStore } from '../../helpers/store.ts';
import { openBench, type Bench } from '../../helpers/tools.ts';

/** Counts what the store has, as of the moment it is asked for. */
const tickets: Section = {
  name: 'tickets',
  async build({ store, date, timezone }) {
    const rows = await store.query('SELECT count(*) AS n FROM tickets', [], z.object({ n: z.number() }));
    return [{ type: 'text', text: `${rows[0]?.n} tickets on ${date} in ${timezone}` }];
  },
};
const silent: Section = { name: 'silent', build: () => Promise.resolve(undefined) };
const broken: Section = { name: 'broken', build: () => Promise.reject(new Error('secret of ana@acme.example')) };

const morning = { name: 'Morning digest', at: '09:00', channels: ['slack:C1', 'teams:19:x@thread.tacv2'] };

let store: Awaited<ReturnType<typeof startStore>>;

beforeEach(async () => {
  store = await startStore();
});
afterEach(async () => await store[Symbol.asyncDispose]());

function open(time: string, change: Partial<z.input<typeof digestSettings>> = {}, more: Partial<Bench> = {}): Bench {
  const digests = [digestSettings.parse({ ...morning, ...change })];
  return openBench({ store, time: at(time), digests, sections: [tickets], ...more });
}

/** Look for what is due, and plan it. Nothing is posted: no chat is connected. */
async function look(bench: Bench, time?: string): Promise<void> {
  if (time !== undefined) bench.time = at(time);
  await bench.run(watch, {});
  for (const { name, data } of bench.woken.splice(0)) {
    if (name === 'digest') await bench.run(digest, digest.data.parse(data));
  }
  bench.woken.length = 0;
}

async function cards(): Promise<Card[]> {
  return (await listMessages(store)).map(({ card }) => card);
}

function texts({ blocks }: Card): string[] {
  return blocks.filter((block) => block.type === 'text').map(({ text }) => text);
}

function lines({ blocks }: Card): readonly string[] {
  return blocks.find((block): block is Extract<Block, { type: 'footer' }> => block.type === 'footer')?.lines ?? [];
}

describe('a digest seen for the first time', () => {
  test('owes nothing for the past, and comes at its next time', async () => {
    const bench = open('2026-11-16T12:00:00+02:00');
    await look(bench);
    await look(bench, '2026-11-17T08:59:59+02:00');
    expect(await cards()).toEqual([]);
    await look(bench, '2026-11-17T09:00:00+02:00');
    expect((await cards()).map(({ summary }) => summary)).toEqual([
      'Morning digest, Tue 17 Nov 2026',
      'Morning digest, Tue 17 Nov 2026',
    ]);
  });

  test('owes what came due since it was wanted, and says that it is late', async () => {
    const bench = open('2026-11-16T12:00:00+02:00', { since: at('2026-11-16T08:00:00+02:00') });
    await look(bench);
    const [card] = await cards();
    expect(card && texts(card)).toContain('late: was due 09:00');
  });

  test('owes nothing that came due before it was wanted', async () => {
    const bench = open('2026-11-16T12:00:00+02:00', { since: at('2026-11-16T09:00:01+02:00') });
    await look(bench);
    expect(await cards()).toEqual([]);
  });
});

describe('a digest', () => {
  test('is planned once for a date, however often it is looked for, by however many at once', async () => {
    const bench = open('2026-11-16T12:00:00+02:00');
    await look(bench);
    bench.time = at('2026-11-17T09:00:30+02:00');
    const name = { digest: 'Morning digest' };
    await Promise.all([bench.run(digest, name), bench.run(digest, name), bench.run(digest, name)]);
    await look(bench);
    expect((await listMessages(store)).map(({ conversation }) => conversation).toSorted()).toEqual([
      '19:x@thread.tacv2',
      'C1',
    ]);
  });

  test('missed for days comes once, the newest only, and says when it was due', async () => {
    const bench = open('2026-11-10T12:00:00+02:00', { days: 'weekdays', channels: ['slack:C1'] });
    await look(bench);
    // Back on Sunday: the last one was due on Friday.
    await look(bench, '2026-11-15T10:00:00+02:00');
    const found = await cards();
    expect(found.map(({ summary }) => summary)).toEqual(['Morning digest, Fri 13 Nov 2026']);
    expect(found.flatMap(texts)).toContain('late: was due Fri 13 Nov 2026, 09:00');
  });

  test('a minute after its time is not called late', async () => {
    const bench = open('2026-11-16T12:00:00+02:00');
    await look(bench);
    await look(bench, '2026-11-17T09:01:00+02:00');
    expect((await cards()).flatMap(texts)).toEqual([
      '0 tickets on 2026-11-17 in Europe/Athens',
      '0 tickets on 2026-11-17 in Europe/Athens',
    ]);
  });

  test('that cannot be posted is of no use once the next one is due', async () => {
    const bench = open('2026-11-16T12:00:00+02:00', { days: 'weekdays' });
    await look(bench);
    await look(bench, '2026-11-20T09:00:00+02:00');
    expect((await listMessages(store)).map(({ expires_at }) => expires_at)).toEqual([
      at('2026-11-23T09:00:00+02:00'),
      at('2026-11-23T09:00:00+02:00'),
    ]);
  });

  test.each([
    ['where the clocks leap over its time, comes just after', '2026-03-07', '2026-03-08T03:00:00-04:00', '02:30'],
    ['where the clocks show its time twice, comes at the first', '2026-10-31', '2026-11-01T01:30:00-04:00', '01:30'],
  ])('%s, and once', async (_, before, due, time) => {
    const bench = open(`${before}T12:00:00-05:00`, { at: time, timezone: 'America/New_York', channels: ['slack:C1'] });
    await look(bench);
    for (let minutes = -90; minutes <= 180; minutes += 30) {
      bench.time = at(due) + minutes * 60;
      await look(bench);
    }
    const found = await listMessages(store);
    expect(found.map(({ planned_at }) => planned_at)).toEqual([at(due)]);
  });

  test('is planned at once when the program was killed before it was', async () => {
    const bench = open('2026-11-16T12:00:00+02:00');
    await look(bench);
    bench.time = at('2026-11-17T09:00:00+02:00');
    const dying = open(
      '2026-11-17T09:00:00+02:00',
      {},
      {
        at: (step) => {
          if (step === 'digest-built') throw new Error('killed');
        },
      },
    );
    await expect(dying.run(digest, { digest: 'Morning digest' })).rejects.toThrow('killed');
    expect(await cards()).toEqual([]);
    await look(bench);
    expect(await cards()).toHaveLength(2);
  });
});

describe("a digest's card", () => {
  async function build(more: Partial<Bench>, change: Partial<z.input<typeof digestSettings>> = {}) {
    const bench = open('2026-11-16T12:00:00+02:00', { since: 0, channels: ['slack:C1'], ...change }, more);
    await look(bench);
    const [card] = await cards();
    if (!card) throw new Error('no card was planned');
    return { card, bench };
  }

  test('has its sections in the order listed, without those that have nothing to say', async () => {
    const other: Section = { name: 'other', build: () => Promise.resolve([{ type: 'text', text: 'other' }]) };
    const { card } = await build({ sections: [tickets, other, silent] }, { sections: ['silent', 'other', 'tickets'] });
    expect(texts(card).slice(1)).toEqual(['other', '0 tickets on 2026-11-16 in Europe/Athens']);
  });

  test('names a section that failed, without what is in the error, and has the others', async () => {
    const { card, bench } = await build({ sections: [broken, tickets] });
    expect(texts(card).slice(1)).toEqual([
      'The section “broken” failed and is missing here; the log says why.',
      '0 tickets on 2026-11-16 in Europe/Athens',
    ]);
    expect(bench.lines).toContainEqual(expect.objectContaining({ section: 'broken', msg: 'digest section failed' }));
  });

  test('names a section that does not exist', async () => {
    const { card } = await build({ sections: [] }, { sections: ['tpo'] });
    expect(texts(card)).toContain('There is no section “tpo”; see sections in the configuration.');
  });

  test('tells its zone, its scope and how old the data is', async () => {
    const syncedAt = at('2026-11-16T11:57:00+02:00');
    await fill(store, { tickets: [{ id: '1', created_at: 1 }] }, { syncedAt });
    await fill(store, {}, { desk: 'demo', kind: 'sample', syncedAt });
    const { card } = await build({}, { team: 'billing' });
    expect(lines(card)).toEqual([
      'Team billing only',
      'Times are Europe/Athens',
      'acme: synced 3 min ago',
      "demo (sample data, nobody's real figures): synced 3 min ago",
    ]);
  });

  test('of one desk is silent about the others', async () => {
    await fill(store, {});
    await fill(store, {}, { desk: 'other' });
    const { card } = await build({}, { desk: 'acme' });
    expect(lines(card).filter((line) => line.startsWith('other'))).toEqual([]);
  });
});
