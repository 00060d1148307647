import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const crossSell: Metric = {
  id: 'cross-sell',
  title: 'Cross-sells',
  description:
    'How often customers bought something that goes with what they have; for every hundred solved tickets beside it.',
  formula: 'count of orders of kind cross_sell; beside it 100 × these ÷ tickets solved in the period',
  unit: 'count',
  noun: 'orders',
  better: 'higher',
  aliases: ['cross sells', 'cross selling'],
  articles: ['Indeed'],
  tips: ['Offer only what solves the problem at hand.'],
  needs: ['orders'],
  connect: 'Import an orders file with kind cross_sell.',
  relation: 'orders',
  at: 'f.at',
  where: `f.kind = 'cross_sell'`,
  measure: { kind: 'count' },
  beside: [{ label: 'Per 100 solved tickets', unit: 'count', per100: { relation: 'tickets', at: 'f.solved_at' } }],
  example: {
    says: '3 such orders and a renewal → 3',
    facts: {
      orders: [...many(3, { at: monday, kind: 'cross_sell' }), ...many(1, { at: monday, kind: 'renewal' })],
    },
    expected: 3,
  },
};
