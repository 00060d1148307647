import { monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const repliesPerResolution: Metric = {
  id: 'replies-per-resolution',
  title: 'Replies per resolution',
  description: 'How many messages go back and forth until a ticket is solved.',
  formula: 'mean of agent_replies + customer_replies over the solved tickets whose counts are known',
  unit: 'count',
  noun: 'replies',
  better: 'lower',
  aliases: ['replies per ticket', 'replies to resolution'],
  articles: ['Indeed'],
  tips: ['Look at it by day, and match a jump with what happened then.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at, agent_replies and customer_replies.',
  relation: 'tickets',
  at: 'f.solved_at',
  where: 'f.agent_replies + f.customer_replies IS NOT NULL',
  isOfSolved: true,
  measure: { kind: 'mean', of: 'f.agent_replies + f.customer_replies' },
  example: {
    says: '2 and 1 replies on one ticket, 4 and 3 on the other → 5',
    facts: {
      tickets: [
        { agent_replies: 2, customer_replies: 1 },
        { agent_replies: 4, customer_replies: 3 },
      ].map((replies) => ({ created_at: monday, solved_at: tuesday, ...replies })),
    },
    expected: 5,
  },
};
