import { monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const touches: Metric = {
  id: 'touches',
  title: 'Agent touches',
  description: 'How many updates agents make to a ticket until it is solved, public or private.',
  formula: 'mean touches over the solved tickets whose touches are known',
  unit: 'count',
  noun: 'updates',
  better: 'lower',
  aliases: ['agent touches', 'ticket touches'],
  articles: ['Zendesk'],
  tips: ['Many touches mean a complex issue, a product fault, or a gap in the knowledge base.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at and touches.',
  relation: 'tickets',
  at: 'f.solved_at',
  where: 'f.touches IS NOT NULL',
  isOfSolved: true,
  measure: { kind: 'mean', of: 'f.touches' },
  example: {
    says: 'Solved after 1, 2 and 6 updates → 3',
    facts: { tickets: [1, 2, 6].map((touches) => ({ created_at: monday, solved_at: tuesday, touches })) },
    expected: 3,
  },
};
