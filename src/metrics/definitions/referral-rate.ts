import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const referralRate: Metric = {
  id: 'referral-rate',
  title: 'Referral rate',
  description: 'The share of new customers who came because another customer sent them.',
  formula: '100 × new customers with referred_by ÷ new customers, by started_at',
  unit: 'percent',
  better: 'higher',
  aliases: ['referrals', 'referral', 'referred customers'],
  articles: ['LiveAgent'],
  tips: ['Ask those who rate you highest to tell others, and thank them.'],
  needs: ['customers'],
  connect: 'Import a customers file with started_at and referred_by.',
  relation: 'customers',
  at: 'f.started_at',
  measure: { kind: 'share', hit: 'f.referred_by IS NOT NULL' },
  example: {
    says: '2 of 10 new customers were referred → 20 %',
    facts: {
      customers: [...many(2, { referred_by: 'ana' }), ...many(8, {})].map((customer) => ({
        started_at: monday,
        ...customer,
      })),
    },
    expected: 20,
  },
};
