import { many, monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const solved: Metric = {
  id: 'solved',
  title: 'Solved tickets',
  description: 'How many tickets were solved and are solved still.',
  formula: 'count of tickets by solved_at, their last move into solved or closed; a reopened ticket leaves it',
  unit: 'count',
  better: 'neither',
  aliases: ['solved tickets', 'closed', 'resolved', 'closed tickets'],
  articles: ['Vtiger', 'Indeed'],
  tips: ['Read it beside reopens: solved twice is not solved.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at.',
  relation: 'tickets',
  at: 'f.solved_at',
  measure: { kind: 'count' },
  isOfSolved: true,
  example: {
    says: '4 solved last week, one of them reopened since → 3',
    facts: {
      tickets: [...many(3, { solved_at: tuesday }), {}].map((ticket) => ({ created_at: monday, ...ticket })),
    },
    expected: 3,
  },
};
