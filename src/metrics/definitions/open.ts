import { many, monday, tuesday } from '../example.ts';
import { isUnsolved } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';
import { itsTicket } from '../query/joins.ts';

export const open: Metric = {
  id: 'open',
  title: 'Open tickets',
  description: 'Tickets unsolved at the end of the period, or now.',
  formula: 'count at an instant t of tickets unsolved at t',
  unit: 'count',
  better: 'neither',
  aliases: ['open tickets', 'unsolved', 'unsolved tickets', 'open cases'],
  articles: ['Vtiger'],
  tips: ['Look at what is oldest: the backlog counts it by age.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file.',
  relation: 'spans',
  at: 't.until',
  where: isUnsolved,
  isStanding: true,
  joins: [itsTicket],
  measure: { kind: 'snapshot' },
  example: {
    says: '5 created, 2 of them solved → 3',
    facts: {
      tickets: [...many(2, { solved_at: tuesday }), ...many(3, {})].map((ticket) => ({
        created_at: monday,
        ...ticket,
      })),
    },
    expected: 3,
  },
};
