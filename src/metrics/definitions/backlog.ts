import { DAY, HOUR } from '../../calendar/units.ts';
import { many, monday } from '../example.ts';
import { isUnsolved } from '../query/conditions.ts';
import { countWhere, type Metric } from '../metric.ts';
import { itsTicket } from '../query/joins.ts';
import { sql } from '../query/sql.ts';

const age = '(t.until - k.created_at)';

export const backlog: Metric = {
  id: 'backlog',
  title: 'Backlog',
  description:
    'Tickets still unsolved after a day although somebody has replied. What waits for its first reply is counted apart.',
  formula:
    'count at an instant t of tickets unsolved at t, first replied to by t, and created at or before t − 24 h (`backlog over 3d` for another age)',
  unit: 'count',
  better: 'lower',
  aliases: ['ticket backlog', 'open backlog'],
  articles: ['Indeed'],
  tips: ['Consider staffing, or find the problems that truly take long.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with first_reply_at.',
  relation: 'spans',
  at: 't.until',
  where: (params) => sql`${isUnsolved(params)} AND k.first_reply_at <= t.until AND k.created_at <= t.until - t.age`,
  isStanding: true,
  joins: [itsTicket],
  measure: { kind: 'snapshot', minAge: DAY },
  beside: [
    countWhere('1–3 days old', `${age} >= ${DAY} AND ${age} < ${3 * DAY}`),
    countWhere('3–7 days old', `${age} >= ${3 * DAY} AND ${age} < ${7 * DAY}`),
    countWhere('7–30 days old', `${age} >= ${7 * DAY} AND ${age} < ${30 * DAY}`),
    countWhere('over 30 days old', `${age} >= ${30 * DAY}`),
  ],
  example: {
    says: '5 unsolved: one unanswered, one 3 hours old, three answered and older than a day → 3',
    facts: {
      tickets: [
        { created_at: monday },
        { created_at: monday + 7 * DAY - 3 * HOUR, first_reply_at: monday + 7 * DAY - HOUR },
        ...many(3, { created_at: monday, first_reply_at: monday + HOUR }),
      ],
    },
    expected: 3,
  },
};
