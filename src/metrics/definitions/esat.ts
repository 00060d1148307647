import { monday } from '../example.ts';
import { isScored, placeOnScale } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const esat: Metric = {
  id: 'esat',
  title: 'ESAT',
  description: 'Employee satisfaction: the share of answered staff surveys with a positive rating.',
  formula: '100 × positive ÷ answered, over esat surveys; positive ⇔ (score − min) ÷ (max − min) ≥ 0.75',
  unit: 'percent',
  better: 'higher',
  aliases: ['employee satisfaction', 'staff satisfaction', 'agent satisfaction'],
  articles: ['Indeed'],
  tips: ['Listen to the staff: turnover is high in support.'],
  needs: ['surveys:esat'],
  connect: 'Import a surveys file with kind esat.',
  relation: 'surveys',
  at: 'f.answered_at',
  where: isScored('esat'),
  measure: { kind: 'share', hit: `${placeOnScale} >= 0.75` },
  example: {
    says: 'Ratings 5, 4, 4 and 2 of 5 → 75 %',
    facts: {
      surveys: [5, 4, 4, 2].map((score) => ({ kind: 'esat', answered_at: monday, score, scale_min: 1, scale_max: 5 })),
    },
    expected: 75,
  },
};
