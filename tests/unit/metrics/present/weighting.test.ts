import { expect, test } from 'vitest';
import { defaultWeights } from '../../../../src/metrics/rankings/risk/score.ts';
import type { Weighting } from '../../../../src/metrics/rankings/risk/weighting.ts';
import { weightingNotes } from '../../../../src/metrics/present/weighting.ts';

const unseen: Weighting = { desk: 'acme', weights: defaultWeights, origin: 'published', ended: null, auc: null };

test.each<{ more: Partial<Weighting>; words: string }>([
  { more: {}, words: 'Published weights; the desk’s own history has not been looked at yet.' },
  {
    more: { ended: 12 },
    words:
      'Published weights; 12 ended customers of whom something was known before, 50 are needed to fit the desk’s own (and as many who stayed).',
  },
  {
    more: { ended: 84, auc: { published: 0.7249, fitted: 0.8 }, origin: 'fitted' },
    words:
      'Weights fitted from 84 ended customers; AUC 0.80 on held-out customers, against 0.72 with the published weights.',
  },
  {
    more: { ended: 84, auc: { published: 0.8, fitted: 0.7 } },
    words:
      'Published weights; AUC 0.80 on held-out customers, against 0.70 with weights fitted from 84 ended customers.',
  },
])('$words', ({ more, words }) => {
  expect(weightingNotes([{ ...unseen, ...more }])).toEqual([words]);
});

test('several desks are named', () => {
  const notes = weightingNotes([unseen, { ...unseen, desk: 'emea' }]);
  expect(notes.map((note) => note.split(':')[0])).toEqual(['acme', 'emea']);
});
