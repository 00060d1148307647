import { WEEK } from '../../calendar/units.ts';
import { monday } from '../example.ts';
import { isActiveAt } from '../query/conditions.ts';
import type { Metric } from '../metric.ts';
import { engaged } from '../query/joins.ts';

const kinds = ['usage', 'loyalty', 'training'];
const took = (kind: string) => `coalesce(engaged.${kind}, 0)`;

export const engagement: Metric = {
  id: 'engagement',
  title: 'Customer engagement',
  description:
    'How many of the active customers take part: the mean of the shares that use the product, the loyalty programme and training.',
  formula:
    'mean of three shares of the customers active at the end: with a usage, a loyalty and a training event in the period',
  unit: 'percent',
  better: 'higher',
  aliases: ['customer engagement', 'participation'],
  articles: ['LiveAgent'],
  tips: ['Invite those who use the product to its training: engaged customers buy more.'],
  needs: ['customers', 'engagements'],
  connect: 'Import a customers and an engagements file.',
  relation: 'customers',
  at: 't.until',
  where: isActiveAt('t.until'),
  isStanding: true,
  joins: [engaged],
  measure: { kind: 'mean', of: `100 * (${kinds.map(took).join(' + ')}) / 3.0` },
  beside: kinds.map((kind) => ({ label: `With ${kind}`, unit: 'percent', sql: `100 * avg(${took(kind)})` })),
  example: {
    says: 'Of 4 customers all use it, 2 take part in loyalty, none in training → (100 + 50 + 0) ÷ 3 = 50 %',
    facts: {
      customers: ['ana', 'bo', 'cy', 'di'].map((id) => ({ id, started_at: monday - WEEK })),
      engagements: [
        ...['ana', 'bo', 'cy', 'di'].map((customer) => ({ at: monday, customer, kind: 'usage' as const })),
        ...['ana', 'bo'].map((customer) => ({ at: monday, customer, kind: 'loyalty' as const })),
      ],
    },
    expected: 50,
  },
};
