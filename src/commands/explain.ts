import type { Metric } from '../metrics/metric.ts';
import { dimensionsOf } from '../metrics/query/dimensions.ts';
import type { Command, Output } from './command.ts';
import { explainChurnRisk } from './explain-churn-risk.ts';
import { findMetric } from './metric.ts';

export const explainCommand: Command<'explain'> = {
  name: 'explain',
  async run({ metric: id }, { tools }) {
    if (id === 'churn-risk') return await explainChurnRisk(tools.store);
    return explanation(findMetric(id));
  },
};

const directions = {
  higher: 'Higher is better',
  lower: 'Lower is better',
  neither: 'Neither direction is better by itself',
};

/** What a metric means: the same text in `explain`, `help <metric>` and the docs. */
export function explanation(metric: Metric): Output {
  const dimensions = dimensionsOf({ metric });
  return {
    card: {
      summary: `${metric.title}: ${metric.description}`,
      blocks: [
        { type: 'heading', text: metric.title },
        { type: 'text', text: metric.description },
        {
          type: 'facts',
          facts: [
            { label: 'Formula', value: metric.formula },
            { label: 'Example', value: metric.example.says },
            { label: 'Direction', value: directions[metric.better] },
            { label: 'By', value: dimensions.join(', ') },
            { label: 'Also called', value: metric.aliases.join(', ') },
            { label: 'Asked for by', value: metric.articles.join(', ') },
          ],
        },
        ...metric.tips.map((tip) => ({ type: 'text' as const, text: `Tip: ${tip}` })),
        { type: 'buttons', buttons: [{ label: `${metric.title} last week`, command: `${metric.id} last-week` }] },
      ],
    },
    data: {
      command: 'explain',
      metric: metric.id,
      title: metric.title,
      description: metric.description,
      formula: metric.formula,
      example: metric.example.says,
      better: metric.better,
      aliases: metric.aliases,
      dimensions,
      tips: metric.tips,
      needs: metric.needs,
    },
  };
}
