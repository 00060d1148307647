import { YEAR } from '../../calendar/units.ts';
import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';
import { lifetimes } from '../query/conditions.ts';
import { sql } from '../query/sql.ts';
import { buyer } from '../query/tables.ts';

export const clv: Metric = {
  id: 'clv',
  title: 'Customer lifetime value',
  description: 'What a customer brings in over the mean lifetime, by the orders of the period. One currency at a time.',
  formula: 'average order value × orders per customer per year × mean lifetime in years of the customers who left',
  unit: 'money',
  better: 'higher',
  aliases: ['customer lifetime value', 'lifetime value', 'ltv'],
  articles: ['LiveAgent'],
  tips: ['Support along the whole journey, and offer what fits: value grows with both.'],
  needs: ['orders', 'customers'],
  connect: 'Import an orders file with customer and amount, and a customers file with started_at and ended_at.',
  relation: 'orders',
  at: 'f.at',
  where: 'f.customer IS NOT NULL AND f.amount IS NOT NULL',
  measure: { kind: 'lifetime-value', by: 'turnover', other: lifetimes },
  beside: [
    { label: 'Average order', unit: 'money', sql: 'avg(f.amount)' },
    {
      label: 'Orders per customer',
      unit: 'count',
      sql: (params) => sql`1.0 * count(*) / count(DISTINCT ${buyer(params)})`,
    },
  ],
  example: {
    says: 'Orders of 50, 5 a year, for 3 years → 50 × 5 × 3 = 750',
    facts: {
      orders: many(5, { at: monday, customer: 'ana', amount: 50, currency: 'USD' }),
      customers: [{ id: 'bo', started_at: monday - 3 * YEAR, ended_at: monday }],
    },
    period: { from: monday, to: monday + YEAR },
    expected: 750,
  },
};
