import { WEEK } from '../../calendar/units.ts';
import { many, monday, tuesday } from '../example.ts';
import { isActiveAt } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const churn: Metric = {
  id: 'churn',
  title: 'Churn',
  description: 'The share of customers at the start of the period who left in it.',
  formula: '100 × lost ÷ S: S active at the start, lost those of S who ended in the period',
  unit: 'percent',
  better: 'lower',
  aliases: ['churn rate', 'customer churn', 'churn percent', 'attrition'],
  articles: ['Vtiger', 'Indeed', 'LiveAgent'],
  tips: ['Ask for feedback before it becomes a loss.', 'Look at who is at risk and why: `risk`.'],
  needs: ['customers'],
  connect: 'Import a customers file with started_at and ended_at.',
  relation: 'customers',
  at: 't.until',
  where: isActiveAt('t.since'),
  isStanding: true,
  measure: { kind: 'share', hit: 'f.ended_at < t.until' },
  example: {
    says: '20 of 250 left → 8 %',
    facts: {
      customers: [
        ...many(230, { started_at: monday - WEEK }),
        ...many(20, { started_at: monday - WEEK, ended_at: tuesday }),
      ],
    },
    expected: 8,
  },
};
