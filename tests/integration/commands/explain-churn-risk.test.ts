import { expect, it } from 'vitest';
import { learnWeights } from '../../../src/metrics/rankings/risk/learn.ts';
import { blockOf, openAsking, wordsOf } from '../../helpers/asking.ts';
import { leavingDesk } from '../../helpers/leaving-desk.ts';
import { at, fill, startStore } from '../../helpers/store.ts';

const now = at('2026-11-19T09:00:00Z');
const { signal } = new AbortController();

it('explains churn risk by the published weights until a desk’s own were fitted', async () => {
  await using store = await startStore();
  await fill(store, { customers: [{ id: '1', started_at: 0 }] });
  const ask = openAsking(store, { now });
  const reply = await ask('explain churn-risk');
  expect(reply.data).toMatchObject({ metric: 'churn-risk', weightings: [{ desk: 'acme', origin: 'published' }] });
  expect(blockOf(reply, 'facts').facts[1]).toEqual({
    label: 'Weights of acme',
    value:
      'base -3.0, cancellation 1.8, bad-ratings 1.6, nps-detractor 1.4, complaints 1.2, silence 1.0, effort 0.9, falling-rating 0.8, reopened 0.8, stale-tickets 0.8, sla-breaches 0.6, frequent-contacts 0.6, negative-mentions 0.5, renewal × 1.25',
  });
  expect(wordsOf(reply)).toContain('Published weights; the desk’s own history has not been looked at yet.');
  expect(wordsOf(await ask('risk'))).toContain('Published weights; the desk’s own history');
});

it('says from how many ended customers weights were fitted, and their AUC, also on the card of risks', async () => {
  await using store = await startStore();
  await fill(store, leavingDesk({ now, customers: 200, seed: 8 }).facts);
  const fit = await learnWeights(store, { desk: 'acme', asOf: now, at: now, signal });
  const said = `Weights fitted from ${fit?.ended} ended customers; AUC ${fit?.auc?.fitted.toFixed(2)} on held-out customers, against ${fit?.auc?.published.toFixed(2)} with the published weights.`;
  const ask = openAsking(store, { now });
  expect(wordsOf(await ask('explain churn risk'))).toContain(said);
  expect(wordsOf(await ask('risk'))).toContain(said);
});

it('explains it without a desk', async () => {
  await using store = await startStore();
  const reply = await openAsking(store, { now })('explain churn-risk');
  expect(reply.status).toBe('answered');
  expect(reply.data).toMatchObject({ weightings: [] });
});
