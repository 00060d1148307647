import { YEAR } from '../../calendar/units.ts';
import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';
import { lifetimes } from '../query/conditions.ts';

export const clvPredictive: Metric = {
  id: 'clv-predictive',
  title: 'Predictive CLV',
  description:
    'What a customer can be expected to earn you over the mean lifetime, by the orders and margins of the period. One currency at a time.',
  formula:
    'monthly orders per customer × average order value × average margin × mean lifetime in months of the customers who left',
  unit: 'money',
  better: 'higher',
  aliases: ['predictive clv', 'predicted clv', 'predictive lifetime value'],
  articles: ['LiveAgent'],
  tips: ['Support along the whole journey, and offer what fits: value grows with both.'],
  needs: ['orders', 'customers'],
  connect: 'Import an orders file with customer, amount and margin, and a customers file with started_at and ended_at.',
  relation: 'orders',
  at: 'f.at',
  where: 'f.customer IS NOT NULL AND f.amount IS NOT NULL AND f.margin IS NOT NULL',
  measure: { kind: 'lifetime-value', by: 'margin', other: lifetimes },
  example: {
    says: '2 orders of 100 a month at a margin of 0.5, for 10 months → 2 × 100 × 0.5 × 10 = 1,000',
    facts: {
      orders: many(2, { at: monday, customer: 'ana', amount: 100, margin: 0.5, currency: 'USD' }),
      customers: [{ id: 'bo', started_at: monday - (10 * YEAR) / 12, ended_at: monday }],
    },
    period: { from: monday, to: monday + YEAR / 12 },
    expected: 1000,
  },
};
