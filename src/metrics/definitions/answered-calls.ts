import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const answeredCalls: Metric = {
  id: 'answered-calls',
  title: 'Answered calls',
  description: 'The share of incoming calls and chats that somebody took.',
  formula: '100 × answered inbound ÷ inbound calls and chats whose answer is known',
  unit: 'percent',
  better: 'higher',
  aliases: ['answered call rate', 'call answer rate', 'answer rate'],
  articles: ['Indeed'],
  tips: ['A low rate wants staff at the peaks: look at it by hour.'],
  needs: ['calls'],
  connect: 'Connect a helpdesk with telephony or chat, or import a calls file.',
  relation: 'calls',
  at: 'f.at',
  where: `f.direction = 'in' AND f.is_answered IS NOT NULL`,
  measure: { kind: 'share', hit: 'f.is_answered' },
  example: {
    says: '9 of 10 incoming calls answered → 90 %',
    facts: { calls: [...many(9, true), false].map((is_answered) => ({ at: monday, direction: 'in', is_answered })) },
    expected: 90,
  },
};
