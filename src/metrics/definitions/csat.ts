import { many, monday } from '../example.ts';
import { isScored, placeOnScale } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const csat: Metric = {
  id: 'csat',
  title: 'CSAT',
  description:
    'Customer satisfaction: the share of answered satisfaction surveys with a positive rating (4–5 of 5, 8–10 of 10, “good”).',
  formula: '100 × positive ÷ answered; positive ⇔ (score − min) ÷ (max − min) ≥ 0.75; placed when the rating was given',
  unit: 'percent',
  better: 'higher',
  aliases: ['satisfaction', 'customer satisfaction', 'csat percent'],
  articles: ['Vtiger', 'Zendesk', 'Indeed', 'LiveAgent'],
  tips: [
    'Listen actively and treat people as individuals: names, not numbers.',
    'Ask an open question after the score, and act on what comes back.',
  ],
  needs: ['surveys:csat'],
  connect: 'Connect a helpdesk that sends satisfaction surveys, or import a surveys file with kind csat.',
  relation: 'surveys',
  at: 'f.answered_at',
  where: isScored('csat'),
  measure: { kind: 'share', hit: `${placeOnScale} >= 0.75` },
  example: {
    says: '30 positive of 50 answers → 60 %',
    facts: {
      surveys: [...many(30, 5), ...many(20, 3)].map((score) => ({
        kind: 'csat',
        answered_at: monday,
        score,
        scale_min: 1,
        scale_max: 5,
      })),
    },
    expected: 60,
  },
};
