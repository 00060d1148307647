import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

const hit = `f.is_answerable`;

export const answerableMentions: Metric = {
  id: 'answerable-mentions',
  title: 'Answerable mentions',
  description: 'The share of mentions that existing content answers.',
  formula: '100 × such mentions ÷ mentions whose is_answerable is known; the count beside it',
  unit: 'percent',
  better: 'neither',
  aliases: ['answerable', 'answerable questions'],
  articles: ['Indeed', 'LiveAgent'],
  tips: ['Link the article, and ask why it was not found.'],
  needs: ['mentions'],
  connect: 'Connect social monitoring, or import a mentions file with is_answerable.',
  relation: 'mentions',
  at: 'f.at',
  where: 'f.is_answerable IS NOT NULL',
  measure: { kind: 'share', hit },
  beside: [
    { label: 'Mentions', unit: 'count', sql: `count(*) FILTER (WHERE ${hit})` },
    { label: 'Busiest hour:', most: 'hour', top: 1 },
    { label: 'Busiest weekday:', most: 'weekday', top: 1 },
    { label: 'On', most: 'network', top: 5 },
  ],
  example: {
    says: '2 such mentions of 5, and one of unknown is_answerable → 40 %',
    facts: {
      mentions: [...many(2, { is_answerable: true }), ...many(3, { is_answerable: false }), {}].map((mention) => ({
        at: monday,
        ...mention,
      })),
    },
    expected: 40,
  },
};
