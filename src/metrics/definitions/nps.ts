import type { Metric } from '../metric.ts';

export const nps: Metric = {
  id: 'nps',
  title: 'NPS',
  description: 'Net Promoter Score: how likely customers are to recommend you, from −100 to 100.',
  formula: '% promoters (9–10) − % detractors (0–6) of the answers on 0–10; passives (7–8) count in the whole',
  unit: 'nps',
  better: 'higher',
  aliases: ['net promoter score', 'promoter score', 'promoters'],
  articles: ['Vtiger', 'Zendesk', 'Indeed', 'LiveAgent'],
  tips: ['Find out what holds the passives (7–8) back, and win them.'],
  source: 'surveys:nps',
  connect: 'Connect a survey tool, or import a surveys file with kind nps.',
  relation: 'surveys',
  at: 'f.answered_at',
  where: `f.kind = 'nps' AND f.score IS NOT NULL AND f.scale_max > f.scale_min`,
  measure: { kind: 'nps', score: '10 * (f.score - f.scale_min) / (f.scale_max - f.scale_min)' },
  example: '70 promoters, 20 passives, 10 detractors → 60',
};
