import { many, monday, tuesday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const reopenRate: Metric = {
  id: 'reopen-rate',
  title: 'Reopen rate',
  description: 'The share of solved tickets that had been reopened on the way.',
  formula: '100 × solved tickets with reopens > 0 ÷ solved tickets whose reopens are known; mean reopens beside it',
  unit: 'percent',
  better: 'lower',
  aliases: ['reopens', 'reopen', 'reopened', 'ticket reopens'],
  articles: ['Zendesk'],
  tips: ['Many reopens mean complex requests, a product fault, or tickets closed too early: read a few.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at and reopens.',
  relation: 'tickets',
  at: 'f.solved_at',
  where: 'f.reopens IS NOT NULL',
  measure: { kind: 'share', hit: 'f.reopens > 0' },
  beside: [{ label: 'Reopens per ticket', unit: 'count', sql: 'avg(f.reopens)' }],
  isOfSolved: true,
  example: {
    says: '10 solved, 2 of them reopened → 20 %',
    facts: {
      tickets: [...many(2, 1), ...many(8, 0)].map((reopens) => ({
        created_at: monday,
        solved_at: tuesday,
        reopens,
      })),
    },
    expected: 20,
  },
};
