import { many, monday, tuesday } from '../example.ts';
import { busiest } from '../mention-share.ts';
import type { Metric } from '../metric.ts';

export const mentions: Metric = {
  id: 'mentions',
  title: 'Mentions',
  description: 'How often people wrote about you on social networks; when most, and where, beside it.',
  formula: 'count of mentions by at',
  unit: 'count',
  noun: 'mentions',
  better: 'neither',
  aliases: ['social mentions', 'brand mentions', 'social'],
  articles: ['Zendesk', 'Indeed', 'LiveAgent'],
  tips: ['Staff the busiest hour: people expect service where they write.'],
  needs: ['mentions'],
  connect: 'Connect social monitoring, or import a mentions file.',
  relation: 'mentions',
  at: 'f.at',
  measure: { kind: 'count' },
  beside: busiest,
  example: {
    says: '3 mentions on Monday, 2 on Tuesday → 5',
    facts: { mentions: [...many(3, { at: monday }), ...many(2, { at: tuesday })] },
    expected: 5,
  },
};
