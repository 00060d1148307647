import { monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const iqs: Metric = {
  id: 'iqs',
  title: 'IQS',
  description:
    'Internal quality score: how well reviewed work met the criteria of quality assurance, each by its weight.',
  formula: '100 × Σ weight × score ÷ Σ weight over the reviews made in the period',
  unit: 'percent',
  better: 'higher',
  aliases: ['quality', 'quality score', 'internal quality score'],
  articles: ['LiveAgent'],
  tips: ['Keep the criteria the same for all, and revisit their weights regularly.'],
  needs: ['reviews'],
  connect: 'Import a reviews file with weight and score.',
  relation: 'reviews',
  at: 'f.at',
  where: 'f.weight IS NOT NULL AND f.score IS NOT NULL',
  measure: { kind: 'weighted', of: '100 * f.score', weight: 'f.weight' },
  example: {
    says: 'Weight 3 scored 1, weight 1 scored 0.6 → (3 + 0.6) ÷ 4 = 90 %',
    facts: {
      reviews: [
        { at: monday, weight: 3, score: 1 },
        { at: monday, weight: 1, score: 0.6 },
      ],
    },
    expected: 90,
  },
};
