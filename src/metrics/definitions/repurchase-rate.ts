import { monday } from '../example.ts';
import type { Metric } from '../metric.ts';
import { buyer } from '../query/tables.ts';

export const repurchaseRate: Metric = {
  id: 'repurchase-rate',
  title: 'Repurchase rate',
  description:
    'The share of customers who bought in the period and did so more than once. Not for subscriptions, which renew by themselves.',
  formula: '100 × customers with two orders or more ÷ customers with one or more, in the period',
  unit: 'percent',
  better: 'higher',
  aliases: ['repurchase', 'repeat purchase rate', 'repeat customers'],
  articles: ['Indeed'],
  tips: ['Follow a good contact up while it is fresh.'],
  needs: ['orders'],
  connect: 'Import an orders file with customer.',
  relation: 'orders',
  at: 'f.at',
  where: 'f.customer IS NOT NULL',
  measure: { kind: 'repeat', thing: buyer },
  example: {
    says: 'Ana bought twice, Bo, Cy and Di once → 25 %',
    facts: { orders: ['ana', 'ana', 'bo', 'cy', 'di'].map((customer) => ({ at: monday, customer })) },
    expected: 25,
  },
};
