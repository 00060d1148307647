import { monday } from '../example.ts';
import { isScored, placeOnScale } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const ces: Metric = {
  id: 'ces',
  title: 'CES',
  description:
    'Customer effort score: how hard it was to get help, from 1 (no effort) to 7 (very much). Lower is better.',
  formula: 'Σ scores ÷ answers, each rescaled to 1–7; placed when the answer was given',
  unit: 'scale',
  better: 'lower',
  aliases: ['effort', 'effort score', 'customer effort', 'customer effort score'],
  articles: ['Vtiger', 'Zendesk', 'Indeed', 'LiveAgent'],
  tips: [
    'Cut steps, and let people change the channel without repeating themselves.',
    'Send the survey right after the contact.',
  ],
  needs: ['surveys:ces'],
  connect: 'Connect a survey tool, or import a surveys file with kind ces.',
  relation: 'surveys',
  at: 'f.answered_at',
  where: isScored('ces'),
  measure: { kind: 'mean', of: `1 + 6 * ${placeOnScale}` },
  example: {
    says: 'Answers 1, 2 and 6 on 1–7 → 3',
    facts: {
      surveys: [1, 2, 6].map((score) => ({ kind: 'ces', answered_at: monday, score, scale_min: 1, scale_max: 7 })),
    },
    expected: 3,
  },
};
