import { WEEK } from '../../calendar/units.ts';
import { many, monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';
import { sql } from '../query/sql.ts';

export const resolutionRate: Metric = {
  id: 'resolution-rate',
  title: 'Resolution rate',
  description: 'Tickets solved in the period for every hundred created in it; over 100 the backlog shrinks.',
  formula:
    '100 × solved in the period ÷ created in the period; beside it, of those created in it, the share solved by now',
  unit: 'percent',
  better: 'higher',
  aliases: ['overall resolution rate', 'resolve rate'],
  articles: ['Indeed'],
  tips: ['Below 100 for weeks on end, the backlog grows: find the type or team it comes from.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at.',
  relation: 'tickets',
  at: 'f.created_at',
  isOfSolved: true,
  measure: {
    kind: 'ratio',
    other: { relation: 'tickets', at: 'f.solved_at', measure: { kind: 'count' } },
  },
  beside: [
    {
      label: 'Created then and solved by now',
      unit: 'percent',
      sql: ({ now }) => sql`100.0 * count(*) FILTER (WHERE f.solved_at < ${now}) / count(*)`,
    },
  ],
  example: {
    says: '4 created, 2 of them solved, and an older one solved → 75 %',
    facts: {
      tickets: [
        ...many(2, { created_at: monday, solved_at: tuesday }),
        ...many(2, { created_at: monday }),
        { created_at: monday - WEEK, solved_at: tuesday },
      ],
    },
    expected: 75,
  },
};
