import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

const hit = `f.sentiment = 'negative'`;

export const negativeMentions: Metric = {
  id: 'negative-mentions',
  title: 'Negative mentions',
  description: 'The share of mentions that are negative.',
  formula: '100 × such mentions ÷ mentions whose sentiment is known; the count beside it',
  unit: 'percent',
  better: 'lower',
  aliases: ['negative comments', 'bad mentions'],
  articles: ['Indeed', 'LiveAgent'],
  tips: ['Answer in public first, then take it to a private channel.'],
  needs: ['mentions'],
  connect: 'Connect social monitoring, or import a mentions file with sentiment.',
  relation: 'mentions',
  at: 'f.at',
  where: 'f.sentiment IS NOT NULL',
  measure: { kind: 'share', hit },
  beside: [
    { label: 'Mentions', unit: 'count', sql: `count(*) FILTER (WHERE ${hit})` },
    { label: 'Busiest hour:', most: 'hour', top: 1 },
    { label: 'Busiest weekday:', most: 'weekday', top: 1 },
    { label: 'On', most: 'network', top: 5 },
  ],
  example: {
    says: '2 such mentions of 5, and one of unknown sentiment → 40 %',
    facts: {
      mentions: [...many(2, 'negative' as const), ...many(3, 'neutral' as const), null].map((sentiment) => ({
        at: monday,
        sentiment,
      })),
    },
    expected: 40,
  },
};
