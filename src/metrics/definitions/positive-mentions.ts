import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

const hit = `f.sentiment = 'positive'`;

export const positiveMentions: Metric = {
  id: 'positive-mentions',
  title: 'Positive mentions',
  description: 'The share of mentions that are positive.',
  formula: '100 × such mentions ÷ mentions whose sentiment is known; the count beside it',
  unit: 'percent',
  better: 'higher',
  aliases: ['positive comments', 'good mentions'],
  articles: ['Indeed', 'LiveAgent'],
  tips: ['Thank people, and let them tell others.'],
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
      mentions: [...many(2, 'positive' as const), ...many(3, 'neutral' as const), null].map((sentiment) => ({
        at: monday,
        sentiment,
      })),
    },
    expected: 40,
  },
};
