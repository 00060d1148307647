import { WEEK } from '../../calendar/units.ts';
import { many, monday, tuesday } from '../example.ts';
import { isActiveAt } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const retention: Metric = {
  id: 'retention',
  title: 'Customer retention',
  description:
    'The share of customers at the start of the period who still are at its end; those who joined meanwhile do not count.',
  formula: '100 × (E − N) ÷ S: S active at the start, E active at the end, N of E that joined in the period',
  unit: 'percent',
  better: 'higher',
  aliases: ['crr', 'customer retention', 'retention rate', 'customer retention rate'],
  articles: ['Vtiger', 'Indeed', 'LiveAgent'],
  tips: ['Keeping a customer is cheaper than winning one: ask before the renewal, not after.'],
  needs: ['customers'],
  connect: 'Import a customers file with started_at and ended_at.',
  relation: 'customers',
  at: 't.until',
  where: isActiveAt('t.since'),
  isStanding: true,
  measure: { kind: 'share', hit: 'f.ended_at IS NULL OR f.ended_at >= t.until' },
  example: {
    says: '200 at the start, 20 of them left, 20 joined: 200 at the end → (200 − 20) ÷ 200 = 90 %',
    facts: {
      customers: [
        ...many(180, { started_at: monday - WEEK }),
        ...many(20, { started_at: monday - WEEK, ended_at: tuesday }),
        ...many(20, { started_at: tuesday }),
      ],
    },
    expected: 90,
  },
};
