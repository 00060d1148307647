import { MINUTE } from '../../calendar/units.ts';
import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const waitTime: Metric = {
  id: 'wait-time',
  title: 'Wait time',
  description: 'How long callers and chatters wait until somebody takes them.',
  formula: 'Σ wait ÷ answered inbound calls and chats; median and p90 beside it',
  unit: 'duration',
  better: 'lower',
  aliases: ['awt', 'average wait time', 'waiting time', 'wait'],
  articles: ['LiveAgent'],
  tips: ['Staff to the peaks: look at it by hour.', 'Offer self-service for the simple questions.'],
  needs: ['calls'],
  connect: 'Connect a helpdesk with telephony or chat, or import a calls file.',
  relation: 'calls',
  at: 'f.at',
  where: `f.direction = 'in' AND f.is_answered AND f.wait_seconds IS NOT NULL`,
  measure: { kind: 'mean', of: 'f.wait_seconds' },
  example: {
    says: '500 min of waiting over 200 answered calls → 2.5 min',
    facts: {
      calls: [...many(100, 4), ...many(100, 1)].map((minutes) => ({
        at: monday,
        direction: 'in',
        is_answered: true,
        wait_seconds: minutes * MINUTE,
      })),
    },
    expected: 2.5 * MINUTE,
  },
};
