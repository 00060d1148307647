import { HOUR } from '../../calendar/units.ts';
import { many, monday } from '../example.ts';
import type { Metric } from '../metric.ts';

export const sla: Metric = {
  id: 'sla',
  title: 'SLA attainment',
  description: 'The share of SLA clocks decided in the period that were met: first reply, next reply and resolution.',
  formula:
    '100 × met ÷ decided; met ⇔ stopped_at ≤ target_at, decided then; else missed, decided at target_at once that has passed',
  unit: 'percent',
  better: 'higher',
  aliases: ['sla attainment', 'sla compliance', 'slas'],
  articles: ['Zendesk', 'LiveAgent'],
  tips: ['Where an SLA has a first-reply target, watch the first reply time with it.'],
  needs: ['sla_clocks'],
  connect: 'Connect a helpdesk with SLA policies, or import an sla_clocks file.',
  relation: 'sla_clocks',
  at: 'CASE WHEN f.stopped_at <= f.target_at THEN f.stopped_at ELSE f.target_at END',
  where: 'f.target_at IS NOT NULL',
  measure: { kind: 'share', hit: 'f.stopped_at <= f.target_at' },
  example: {
    says: '9 clocks stopped in time, 1 target passed → 90 %',
    facts: {
      sla_clocks: [...many(9, { stopped_at: monday + HOUR }), {}].map((clock, index) => ({
        ticket: String(index),
        kind: 'first_reply',
        started_at: monday,
        target_at: monday + 2 * HOUR,
        ...clock,
      })),
    },
    expected: 90,
  },
};
