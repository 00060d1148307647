import { many, monday } from '../example.ts';
import { isScored, placeOnScale } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const nps: Metric = {
  id: 'nps',
  title: 'NPS',
  description: 'Net Promoter Score: how likely customers are to recommend you, from −100 to 100.',
  formula: '% promoters (9–10) − % detractors (0–6) of the answers on 0–10; passives (7–8) count in the whole',
  unit: 'nps',
  better: 'higher',
  aliases: ['net promoter score', 'promoter score', 'promoters'],
  articles: ['Vtiger', 'Zendesk', 'Indeed', 'LiveAgent'],
  tips: ['Find out what holds the passives (7–8) back, and win them.'],
  needs: ['surveys:nps'],
  connect: 'Connect a survey tool, or import a surveys file with kind nps.',
  relation: 'surveys',
  at: 'f.answered_at',
  where: isScored('nps'),
  measure: { kind: 'nps', score: `10 * ${placeOnScale}` },
  example: {
    says: '70 promoters, 20 passives, 10 detractors → 60',
    facts: {
      surveys: [...many(70, 9), ...many(20, 7), ...many(10, 6)].map((score) => ({
        kind: 'nps',
        answered_at: monday,
        score,
        scale_min: 0,
        scale_max: 10,
      })),
    },
    expected: 60,
  },
};
