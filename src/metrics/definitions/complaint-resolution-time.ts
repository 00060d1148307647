import { DAY } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import { isComplaint } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';

export const complaintResolutionTime: Metric = {
  id: 'complaint-resolution-time',
  title: 'Complaint resolution time',
  description: 'How long complaints and escalated tickets take from being logged or escalated until they are solved.',
  formula:
    'mean of solved_at − (escalated_at, else created_at), over complaints and escalated tickets solved in the period',
  unit: 'duration',
  better: 'lower',
  aliases: ['complaint time', 'complaint resolution', 'complaints time'],
  articles: ['LiveAgent'],
  tips: ['Make clear who a complaint goes to next, and watch every channel it may come by.'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with solved_at and is_complaint or escalated_at.',
  relation: 'tickets',
  at: 'f.solved_at',
  where: isComplaint('f'),
  isOfSolved: true,
  ofTickets: isComplaint('k'),
  measure: { kind: 'mean', of: 'f.solved_at - coalesce(f.escalated_at, f.created_at)' },
  between: { since: 'coalesce(f.escalated_at, f.created_at)', until: 'f.solved_at' },
  example: {
    says: 'A complaint logged on Monday and solved on Wednesday → 2 days',
    facts: { tickets: [{ created_at: monday, solved_at: monday + 2 * DAY, is_complaint: true }] },
    expected: 2 * DAY,
  },
};
