import { DAY } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const resolutionTime: Metric = {
  id: 'resolution-time',
  title: 'Resolution time',
  description: 'How long it takes from a ticket’s creation until it is solved.',
  formula: 'mean of solved_at − created_at, over the tickets solved in the period; median and p90 beside it',
  unit: 'duration',
  better: 'lower',
  aliases: ['ttr', 'resolution', 'time to resolution', 'time to resolve', 'average resolution time'],
  articles: ['Zendesk', 'LiveAgent'],
  tips: ['Look at it by type and by team: slow types want a macro or an article, slow teams training.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at.',
  relation: 'tickets',
  at: 'f.solved_at',
  measure: { kind: 'mean', of: 'f.solved_at - f.created_at' },
  between: { since: 'f.created_at', until: 'f.solved_at' },
  isOfSolved: true,
  example: {
    says: 'Solved after 1, 2 and 6 days → 3 days',
    facts: { tickets: [1, 2, 6].map((days) => ({ created_at: monday, solved_at: monday + days * DAY })) },
    expected: 3 * DAY,
  },
};
