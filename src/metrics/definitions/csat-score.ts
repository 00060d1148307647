import { monday } from '../example.ts';
import { isScored, placeOnScale } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const csatScore: Metric = {
  id: 'csat-score',
  title: 'CSAT score',
  description: 'Customer satisfaction as an average: the mean rating of the answered satisfaction surveys on 1–5.',
  formula: 'mean of 1 + 4 × (score − min) ÷ (max − min) over csat surveys, placed when the rating was given',
  unit: 'scale',
  better: 'higher',
  aliases: ['satisfaction score', 'average satisfaction', 'mean csat'],
  articles: ['Vtiger', 'Zendesk', 'LiveAgent'],
  tips: ['Read it beside the share of positive ratings: an average hides two camps.'],
  needs: ['surveys:csat'],
  connect: 'Connect a helpdesk that sends satisfaction surveys, or import a surveys file with kind csat.',
  relation: 'surveys',
  at: 'f.answered_at',
  where: isScored('csat'),
  measure: { kind: 'mean', of: `1 + 4 * ${placeOnScale}` },
  example: {
    says: 'Ratings 5, 4 and 3 of 5 → 4',
    facts: {
      surveys: [5, 4, 3].map((score) => ({ kind: 'csat', answered_at: monday, score, scale_min: 1, scale_max: 5 })),
    },
    expected: 4,
  },
};
