import { YEAR } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const clvHistoric: Metric = {
  id: 'clv-historic',
  title: 'Historic CLV',
  description:
    'What customers have earned you so far: the margin of all their orders, per customer who ordered. One currency at a time.',
  formula: 'Σ amount × margin over all orders until the end of the period ÷ customers who ordered',
  unit: 'money',
  better: 'higher',
  aliases: ['historic clv', 'historic lifetime value', 'clv so far'],
  articles: ['LiveAgent'],
  tips: ['Support along the whole journey, and offer what fits: value grows with both.'],
  needs: ['orders'],
  connect: 'Import an orders file with customer, amount and margin.',
  relation: 'orders',
  at: 't.until',
  where: 'f.at < t.until AND f.customer IS NOT NULL AND f.amount IS NOT NULL AND f.margin IS NOT NULL',
  isStanding: true,
  measure: { kind: 'lifetime-value', by: 'earned' },
  example: {
    says: '(100 + 200 + 300) × 0.4 by 2 customers → 120 each',
    facts: {
      orders: [
        { at: monday - YEAR, customer: 'ana', amount: 100 },
        { at: monday, customer: 'ana', amount: 200 },
        { at: monday, customer: 'bo', amount: 300 },
      ].map((order) => ({ ...order, margin: 0.4, currency: 'USD' })),
    },
    expected: 120,
  },
};
