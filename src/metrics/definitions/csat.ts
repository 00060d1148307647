import type { Metric } from '../metric.ts';

export const csat: Metric = {
  id: 'csat',
  title: 'CSAT',
  description:
    'Customer satisfaction: the share of answered satisfaction surveys with a positive rating (4–5 of 5, 8–10 of 10, “good”).',
  formula: '100 × positive ÷ answered; positive ⇔ (score − min) ÷ (max − min) ≥ 0.75; placed when the rating was given',
  unit: 'percent',
  better: 'higher',
  aliases: ['satisfaction', 'customer satisfaction', 'csat percent'],
  articles: ['Vtiger', 'Zendesk', 'Indeed', 'LiveAgent'],
  tips: [
    'Listen actively and treat people as individuals: names, not numbers.',
    'Ask an open question after the score, and act on what comes back.',
  ],
  source: 'surveys:csat',
  connect: 'Connect a helpdesk that sends satisfaction surveys, or import a surveys file with kind csat.',
  relation: 'surveys',
  at: 'f.answered_at',
  where: `f.kind = 'csat' AND f.score IS NOT NULL AND f.scale_max > f.scale_min`,
  measure: { kind: 'share', hit: '(f.score - f.scale_min) / (f.scale_max - f.scale_min) >= 0.75' },
  example: '30 positive of 50 answers → 60 %',
};
