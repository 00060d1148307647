import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const types: Metric = {
  id: 'types',
  title: 'Ticket types',
  description: 'What tickets are about: the share of each type among those created.',
  formula: '100 × tickets of the type ÷ tickets created whose type is known; the largest type above, all of them below',
  unit: 'percent',
  better: 'neither',
  aliases: ['ticket types', 'types of requests', 'request types', 'themes'],
  articles: ['Indeed'],
  tips: ['A common theme first wants an article, then a change of the product, then staff.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with type.',
  relation: 'tickets',
  at: 'f.created_at',
  where: 'f.type IS NOT NULL',
  measure: { kind: 'mix', of: 'type' },
  example: {
    says: '3 tickets about refunds, 1 about shipping → refund 75 %',
    facts: { tickets: [...many(3, 'refund'), 'shipping'].map((type) => ({ created_at: monday, type })) },
    expected: 75,
  },
};
