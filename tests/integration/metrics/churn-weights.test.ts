import { describe, expect, it } from 'vitest';
import { churnRisk } from '../../helpers/answers.ts';
import { readExamples } from '../../../src/metrics/rankings/risk/examples.ts';
import { learnWeights } from '../../../src/metrics/rankings/risk/learn.ts';
import { defaultWeights } from '../../../src/metrics/rankings/risk/score.ts';
import { signals } from '../../../src/metrics/rankings/risk/signals.ts';
import { readWeightings } from '../../../src/metrics/rankings/risk/weighting.ts';
import { removeDesk } from '../../../src/store/facts/desks.ts';
import type { Store } from '../../../src/store/store.ts';
import { leavingDesk } from '../../helpers/leaving-desk.ts';
import { at, fill, startStore, type SomeFacts } from '../../helpers/store.ts';

const day = 86_400;
const now = at('2026-11-19T10:30:00Z');
const { signal } = new AbortController();

function learn(store: Store, desk = 'acme') {
  return learnWeights(store, { desk, asOf: now, at: now, signal });
}

async function topFive(store: Store): Promise<string[]> {
  const { customers } = await churnRisk(store, { scope: { desks: ['acme'], agents: 'none' }, now, limit: 5 });
  return customers.map(({ name }) => name);
}

describe('weights learnt from a desk whose customers leave for a known reason', () => {
  it('put those with that reason on top, and order held-out customers better than the published ones', async () => {
    await using store = await startStore();
    const { facts, ended } = leavingDesk({ now, customers: 300, seed: 7 });
    await fill(store, facts);
    expect(await topFive(store)).toEqual(['loud-1', 'loud-2', 'loud-3', 'loud-4', 'loud-5']);

    const fit = await learn(store);
    expect(fit?.ended).toBeGreaterThanOrEqual(50);
    expect(fit?.ended).toBeLessThanOrEqual(ended);
    expect(fit?.auc?.fitted).toBeGreaterThan((fit?.auc?.published ?? 1) + 0.05);
    expect(fit?.weights?.reopened).toBeGreaterThan(defaultWeights.reopened);
    expect(fit?.weights?.cancellation).toBeLessThan(defaultWeights.cancellation / 2);
    expect(await topFive(store)).toEqual(['risky-1', 'risky-2', 'risky-3', 'risky-4', 'risky-5']);
    expect(await readWeightings(store, ['acme'])).toEqual([
      { desk: 'acme', origin: 'fitted', ended: fit?.ended, auc: fit?.auc, weights: fit?.weights },
    ]);
  });

  it('are the same whenever they are learnt', async () => {
    await using store = await startStore();
    await fill(store, leavingDesk({ now, customers: 200, seed: 8 }).facts);
    const once = await learn(store);
    const again = await learn(store);
    expect(once?.weights).not.toBeNull();
    expect(again?.auc).toEqual(once?.auc);
    for (const [id, weight] of Object.entries(once?.weights ?? {})) {
      expect(Object.entries(again?.weights ?? {})).toContainEqual([id, expect.closeTo(weight, 9)]);
    }
  });

  it('are its own: another desk keeps the published ones', async () => {
    await using store = await startStore();
    await fill(store, leavingDesk({ now, customers: 200, seed: 8 }).facts);
    await fill(store, { customers: [{ id: '1', started_at: 0 }] }, { desk: 'emea' });
    await learn(store);
    await learn(store, 'emea');
    expect(await readWeightings(store, ['emea', 'acme'])).toMatchObject([
      { desk: 'emea', origin: 'published', ended: 0, auc: null, weights: defaultWeights },
      { desk: 'acme', origin: 'fitted' },
    ]);
  });

  it('go with the desk', async () => {
    await using store = await startStore();
    await fill(store, { customers: [{ id: '1', started_at: 0 }] });
    await learn(store);
    await removeDesk(store, 'acme');
    await learn(store);
    expect(await readWeightings(store, ['acme'])).toMatchObject([{ ended: null, origin: 'published' }]);
  });

  it('are not learnt from fewer than 50 who left', async () => {
    await using store = await startStore();
    const { facts, ended } = leavingDesk({ now, customers: 60, seed: 9 });
    expect(ended).toBeGreaterThan(10);
    expect(ended).toBeLessThan(50);
    await fill(store, facts);
    expect(await learn(store)).toMatchObject({ auc: null, weights: null });
    expect(await readWeightings(store, ['acme'])).toMatchObject([{ origin: 'published', weights: defaultWeights }]);
  });

  it('are not kept when the program stops meanwhile', async () => {
    await using store = await startStore();
    await fill(store, leavingDesk({ now, customers: 5, seed: 1 }).facts);
    expect(
      await learnWeights(store, { desk: 'acme', asOf: now, at: now, signal: AbortSignal.abort() }),
    ).toBeUndefined();
    expect(await readWeightings(store, ['acme'])).toMatchObject([{ ended: null }]);
  });
});

describe('examples', () => {
  /** Each with the signals that spoke for leaving, by account, the latest instant first. */
  async function examplesOf(facts: SomeFacts) {
    await using store = await startStore();
    await fill(store, facts);
    const examples = await readExamples(store, { desk: 'acme', asOf: now, signal });
    return examples.map(({ account, hasLeft, strengths }) => ({
      account,
      hasLeft,
      signs: signals.filter((_, index) => strengths[index] !== 0).map(({ id }) => id),
    }));
  }
  const started_at = now - 900 * day;
  const ticket = { customer: '1', reopens: 1, type: 'refund', is_complaint: true };

  it('are an account at an instant, told by what was there before it', async () => {
    // At the instant 60 days ago the ticket was 31 days old, at the one 90 days ago a day; before, nothing was known.
    const created_at = now - 91 * day;
    const examples = await examplesOf({
      customers: [{ id: '1', started_at }],
      tickets: [{ ...ticket, id: 't', created_at, solved_at: created_at + 60 }],
    });
    expect(examples.map(({ signs }) => signs)).toEqual([[], ['reopened', 'complaints', 'cancellation']]);
  });

  it('know nothing that was said of a ticket later', async () => {
    const created_at = now - 91 * day;
    const examples = await examplesOf({
      customers: [{ id: '1', started_at }],
      tickets: [{ ...ticket, id: 't', created_at, solved_at: created_at + 60, updated_at: now - 80 * day }],
    });
    expect(examples.map(({ signs }) => signs)).toEqual([[], []]);
  });

  it('say who left within the 60 days after, organizations as a whole', async () => {
    const tickets = ['1', '2'].flatMap((customer) =>
      [400, 300, 200, 130].map((days) => ({ id: `${customer}-${days}`, customer, created_at: now - days * day })),
    );
    const examples = await examplesOf({
      customers: [
        { id: '1', started_at, ended_at: now - 65 * day },
        { id: '2', started_at, organization: 'Globex', ended_at: now - 65 * day },
        { id: '3', started_at, organization: 'Globex' },
      ],
      tickets,
    });
    const leaving = examples.filter(({ hasLeft }) => hasLeft).map(({ account }) => account);
    // 90 and 120 days ago, and 60 days ago it was gone.
    expect(leaving).toEqual(['c/1', 'c/1']);
    expect(examples.some(({ account, hasLeft }) => account === 'o/globex' && !hasLeft)).toBe(true);
  });
});
