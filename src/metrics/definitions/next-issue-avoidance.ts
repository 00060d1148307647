import { DAY, WEEK } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import type { Metric } from '../metric.ts';
import { nextIssue } from '../query/joins.ts';

export const nextIssueAvoidance: Metric = {
  id: 'next-issue-avoidance',
  title: 'Next issue avoidance',
  description: 'The share of solved tickets after which the customer opened no other ticket for a week.',
  formula:
    '100 × solved tickets whose customer created no other one in (solved_at, solved_at + 7 d] ÷ solved tickets of known customers; placed at solved_at + 7 d',
  unit: 'percent',
  better: 'higher',
  aliases: ['next issue', 'repeat contacts', 'repeat contact rate'],
  articles: ['Zendesk'],
  tips: ['Answer the next question with the first: what do people ask about a week later?'],
  needs: ['tickets'],
  connect: 'Connect a helpdesk, or import a tickets file with customer and solved_at.',
  relation: 'tickets',
  at: `f.solved_at + ${WEEK}`,
  where: 'f.customer IS NOT NULL',
  joins: [nextIssue],
  measure: { kind: 'share', hit: 'next_issue.id IS NULL' },
  example: {
    says: 'Of 4 tickets solved a week ago, the customer of one was back after 3 days → 75 %',
    facts: {
      tickets: [
        ...['ana', 'bo', 'cy', 'di'].map((customer) => ({
          customer,
          created_at: monday - WEEK,
          solved_at: monday - 6 * DAY,
        })),
        { customer: 'di', created_at: monday - 3 * DAY },
      ],
    },
    expected: 75,
  },
};
