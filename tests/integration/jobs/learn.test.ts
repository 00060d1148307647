import { describe, expect, it } from 'vitest';
import { learn } from '../../../src/jobs/learn.ts';
import { readWeightings } from '../../../src/metrics/rankings/risk/weighting.ts';
import { markSynced } from '../../../src/store/facts/desks.ts';
import { ingest } from '../../../src/store/facts/ingest.ts';
import { leavingDesk } from '../../helpers/leaving-desk.ts';
import { at, complete, fill, startStore } from '../../helpers/store.ts';
import { openBench, type Bench } from '../../helpers/tools.ts';

const hour = 3600;
const start = at('2026-11-19T09:00:00Z');
const someone = { customers: [{ id: '1', started_at: 0 }] };

/** How often a desk’s past was looked at so far. */
function looks({ lines }: Bench): number {
  return lines.filter(({ msg }) => msg === 'churn weights learnt').length;
}

describe('learning churn weights', () => {
  it('is kept for the answers to come, and said in the log without a customer’s name', async () => {
    await using store = await startStore();
    await fill(store, leavingDesk({ now: start, customers: 200, seed: 8 }).facts, { syncedAt: start });
    const bench = openBench({ store, time: start + 1 });
    await bench.run(learn, {});
    expect(await readWeightings(store, ['acme'])).toMatchObject([{ origin: 'fitted' }]);
    expect(bench.lines).toMatchObject([{ desk: 'acme', isFitted: true, msg: 'churn weights learnt' }]);
    expect(JSON.stringify(bench.lines)).not.toContain('risky-1');
  });

  it('happens at most once a day, and only after the desk was read again', async () => {
    await using store = await startStore();
    await fill(store, someone, { syncedAt: start });
    const bench = openBench({ store, time: start + 1 });
    await bench.run(learn, {});
    expect(looks(bench)).toBe(1);
    await markSynced(store, { name: 'acme', kind: 'files', at: start + hour });
    bench.time = start + 23 * hour;
    await bench.run(learn, {});
    expect(looks(bench)).toBe(1);
    bench.time = start + 25 * hour;
    await bench.run(learn, {});
    expect(looks(bench)).toBe(2);
    bench.time = start + 50 * hour;
    await bench.run(learn, {});
    expect(looks(bench)).toBe(2);
  });

  it('waits for a desk that has not been read to its end', async () => {
    await using store = await startStore();
    await ingest(store, { name: 'acme', kind: 'files' }, { facts: complete(someone), cursor: '1' });
    const bench = openBench({ store, time: start });
    await bench.run(learn, {});
    expect(looks(bench)).toBe(0);
  });

  it('stops with the program, and goes on at the next start', async () => {
    await using store = await startStore();
    await fill(store, someone, { syncedAt: start });
    const stopped = openBench({ store, time: start + 1, signal: AbortSignal.abort() });
    await stopped.run(learn, {});
    expect(looks(stopped)).toBe(0);
    const next = openBench({ store, time: start + 2 });
    await next.run(learn, {});
    expect(looks(next)).toBe(1);
  });
});
