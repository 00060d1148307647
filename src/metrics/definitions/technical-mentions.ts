import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

const hit = `f.topic IN ('technical', 'account')`;

export const technicalMentions: Metric = {
  id: 'technical-mentions',
  title: 'Technical mentions',
  description: 'The share of mentions with a technical or account question.',
  formula: '100 × such mentions ÷ mentions whose topic is known; the count beside it',
  unit: 'percent',
  better: 'neither',
  aliases: ['technical questions', 'account questions'],
  articles: ['Indeed', 'LiveAgent'],
  tips: ['Turn the questions that come back into articles.'],
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
      mentions: [...many(2, 'technical' as const), ...many(3, 'praise' as const), null].map((topic) => ({
        at: monday,
        topic,
      })),
    },
    expected: 40,
  },
};
