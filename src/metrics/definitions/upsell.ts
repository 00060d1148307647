import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const upsell: Metric = {
  id: 'upsell',
  title: 'Up-sells',
  description: 'How often customers bought more of what they have; for every hundred solved tickets beside it.',
  formula: 'count of orders of kind upsell; beside it 100 × these ÷ tickets solved in the period',
  unit: 'count',
  noun: 'orders',
  better: 'higher',
  aliases: ['up sells', 'upselling'],
  articles: ['Indeed'],
  tips: ['Offer only what solves the problem at hand.'],
  needs: ['orders'],
  connect: 'Import an orders file with kind upsell.',
  relation: 'orders',
  at: 'f.at',
  where: `f.kind = 'upsell'`,
  measure: { kind: 'count' },
  beside: [{ label: 'Per 100 solved tickets', unit: 'count', per100: { relation: 'tickets', at: 'f.solved_at' } }],
  example: {
    says: '3 such orders and a renewal → 3',
    facts: {
      orders: [...many(3, { at: monday, kind: 'upsell' }), ...many(1, { at: monday, kind: 'renewal' })],
    },
    expected: 3,
  },
};
