import { HOUR } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import { isUnsolved } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';
import { itsTicket } from '../query/joins.ts';
import { sql } from '../query/sql.ts';

export const unanswered: Metric = {
  id: 'unanswered',
  title: 'Unanswered tickets',
  description: 'Tickets unsolved and still without a first reply at the end of the period, or now.',
  formula: 'count at an instant t of tickets unsolved at t and not replied to by t',
  unit: 'count',
  better: 'lower',
  aliases: ['unanswered tickets', 'waiting for first reply', 'no reply', 'not answered'],
  articles: ['Indeed'],
  tips: ['Route by skill and load, and let the urgent go first.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with first_reply_at.',
  relation: 'spans',
  at: 't.until',
  where: (params) => sql`${isUnsolved(params)} AND (k.first_reply_at IS NULL OR k.first_reply_at > t.until)`,
  isStanding: true,
  joins: [itsTicket],
  measure: { kind: 'snapshot' },
  example: {
    says: '3 unsolved, one of them replied to → 2',
    facts: {
      tickets: [{ created_at: monday }, { created_at: monday }, { created_at: monday, first_reply_at: monday + HOUR }],
    },
    expected: 2,
  },
};
