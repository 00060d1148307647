import { many, monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const tickets: Metric = {
  id: 'tickets',
  title: 'Tickets',
  description: 'How many tickets were created; the average per day, month and year beside it.',
  formula: 'count of tickets by created_at',
  unit: 'count',
  better: 'neither',
  aliases: ['volume', 'ticket volume', 'created', 'requests', 'new tickets'],
  articles: ['Vtiger', 'Indeed'],
  tips: ['Look for common themes: first an article, then the product, then staff.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file.',
  relation: 'tickets',
  at: 'f.created_at',
  measure: { kind: 'count' },
  example: {
    says: '3 tickets created on Monday, 2 on Tuesday → 5',
    facts: { tickets: [...many(3, { created_at: monday }), ...many(2, { created_at: tuesday })] },
    expected: 5,
  },
};
