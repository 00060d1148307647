import { MINUTE } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const replyTime: Metric = {
  id: 'reply-time',
  title: 'Reply time',
  description: 'How long customers wait for each public reply by an agent, follow-up replies included.',
  formula:
    'mean of waited_seconds over agents’ public replies sent in the period: since the earliest customer message not yet answered',
  unit: 'duration',
  better: 'lower',
  aliases: ['response time', 'average response time', 'average reply time', 'art'],
  articles: ['Zendesk', 'LiveAgent'],
  tips: ['Automate what repeats, and let a bot take the simple questions.'],
  needs: ['replies'],
  connect: 'Connect a helpdesk that sends replies, or import a replies file with waited_seconds.',
  relation: 'replies',
  at: 'f.at',
  where: `f.by = 'agent' AND f.is_public AND f.waited_seconds IS NOT NULL`,
  measure: { kind: 'mean', of: 'f.waited_seconds' },
  between: { since: 'CAST(f.at - f.waited_seconds AS BIGINT)', until: 'f.at' },
  example: {
    says: 'Customers waited 5, 10 and 30 min for three replies → 15 min',
    facts: {
      replies: [5, 10, 30].map((minutes) => ({
        at: monday,
        by: 'agent',
        is_public: true,
        waited_seconds: minutes * MINUTE,
      })),
    },
    expected: 15 * MINUTE,
  },
};
