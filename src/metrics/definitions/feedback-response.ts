import { HOUR } from '../../calendar/units.ts';
import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const feedbackResponse: Metric = {
  id: 'feedback-response',
  title: 'Feedback response',
  description:
    'The share of customers’ feedback in words that got an answer: comments on surveys, and mentions on social networks.',
  formula:
    '100 × feedback with replied_at ÷ feedback received; surveys with a comment by answered_at (esat aside), mentions by at',
  unit: 'percent',
  better: 'higher',
  aliases: ['feedback response rate', 'feedback rate', 'feedback answered'],
  articles: ['LiveAgent'],
  tips: [
    'Publish a target, and rank by urgency and impact.',
    'Avoid generic replies, offer an action, and look for what comes back again and again.',
  ],
  needs: [['surveys', 'mentions']],
  connect: 'Connect a survey tool or social monitoring, or import a surveys file with comments or a mentions file.',
  relation: 'feedback',
  at: 'f.at',
  measure: { kind: 'share', hit: 'f.replied_at IS NOT NULL' },
  example: {
    says: '3 comments and 2 mentions, of which 4 were answered → 80 %',
    facts: {
      surveys: [HOUR, HOUR, null].map((wait) => ({
        kind: 'csat',
        answered_at: monday,
        comment: 'Where is it?',
        replied_at: wait && monday + wait,
      })),
      mentions: many(2, { at: monday, replied_at: monday + HOUR }),
    },
    expected: 80,
  },
};
