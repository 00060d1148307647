import { MINUTE } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const frt: Metric = {
  id: 'frt',
  title: 'First reply time',
  description:
    'How long a customer waits for the first public reply by a human agent. Automatic acknowledgements do not count.',
  formula: 'mean of first_reply_at − created_at, over the first replies made in the period; median and p90 beside it',
  unit: 'duration',
  better: 'lower',
  aliases: ['first reply', 'first reply time', 'first response', 'first response time'],
  articles: ['Zendesk', 'Indeed', 'LiveAgent'],
  tips: [
    'Route by skill and load, and let the urgent go first.',
    'Set clear targets and check them regularly: e-mail within 24 h, phone within 3 min, social within 1 h.',
  ],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with first_reply_at.',
  relation: 'tickets',
  at: 'f.first_reply_at',
  measure: { kind: 'mean', of: 'f.first_reply_at - f.created_at' },
  between: { since: 'f.created_at', until: 'f.first_reply_at' },
  dimensions: { agent: 'coalesce(f.first_reply_by, f.agent)' },
  example: {
    says: 'Replies after 10, 20 and 60 min → 30 min',
    facts: {
      tickets: [10, 20, 60].map((minutes) => ({ created_at: monday, first_reply_at: monday + minutes * MINUTE })),
    },
    expected: 30 * MINUTE,
  },
};
