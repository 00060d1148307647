import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

const hit = `f.topic = 'suggestion'`;

export const suggestionMentions: Metric = {
  id: 'suggestion-mentions',
  title: 'Suggestions',
  description: 'The share of mentions that ask for an improvement.',
  formula: '100 × such mentions ÷ mentions whose topic is known; the count beside it',
  unit: 'percent',
  better: 'neither',
  aliases: ['suggestions', 'improvement requests'],
  articles: ['Indeed', 'LiveAgent'],
  tips: ['Pass them on to the product, and tell people what became of them.'],
  needs: ['mentions'],
  connect: 'Connect social monitoring, or import a mentions file with topic.',
  relation: 'mentions',
  at: 'f.at',
  where: 'f.topic IS NOT NULL',
  measure: { kind: 'share', hit },
  beside: [
    { label: 'Mentions', unit: 'count', sql: `count(*) FILTER (WHERE ${hit})` },
    { label: 'Busiest hour:', most: 'hour', top: 1 },
    { label: 'Busiest weekday:', most: 'weekday', top: 1 },
    { label: 'On', most: 'network', top: 5 },
  ],
  example: {
    says: '2 such mentions of 5, and one of unknown topic → 40 %',
    facts: {
      mentions: [...many(2, 'suggestion' as const), ...many(3, 'praise' as const), null].map((topic) => ({
        at: monday,
        topic,
      })),
    },
    expected: 40,
  },
};
