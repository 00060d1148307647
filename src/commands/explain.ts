import { chooseDesks, sampleNotes, type Context } from '../metrics/answer/context.ts';
import type { Metric } from '../metrics/metric.ts';
import { weightingNotes } from '../metrics/present/weighting.ts';
import { dimensionsOf } from '../metrics/query/dimensions.ts';
import { signals } from '../metrics/rankings/risk/signals.ts';
import { readWeightings, type Weighting } from '../metrics/rankings/risk/weighting.ts';
import { defineCommand, type Output } from './command.ts';
import { nearestMetrics } from './grammar/fuzzy-search.ts';
import type { Grammar } from './grammar/grammar.ts';
import { longest } from './grammar/lexicon.ts';
import { textOf, unresolved, type Unresolved } from './grammar/outcome.ts';
import { fold, wordOf, type Word } from './grammar/words.ts';
import { findMetric } from './metric.ts';
import type { CommandReading } from './reading.ts';
import { riskCommand } from './risk.ts';

interface ExplainReading extends CommandReading {
  /** Its id, or `churn-risk`, which is none. */
  readonly metric: string;
}

export const explainCommand = defineCommand<ExplainReading>({
  name: 'explain',
  usage: 'explain <metric>|churn-risk',
  summary: 'What a metric means, how it is computed, and what helps it',
  role: 'guest',
  words: ['explain'],
  takes: 'topic',
  readTopic(topic, { lexicon }) {
    if (riskCommand.words.some((name) => fold(name) === fold(textOf(topic)))) return { metric: 'churn-risk' };
    const metric = longest(lexicon.metrics, topic, 0);
    return metric?.next === topic.length ? { metric: metric.meaning } : unexplained(topic, { metric, lexicon });
  },
  toText: ({ metric }) => ['explain', metric],
  async run({ metric: id }, context) {
    if (id === 'churn-risk') return await explainChurnRisk(context);
    return explanation(findMetric(id));
  },
});

function unexplained(
  topic: readonly Word[],
  { metric, lexicon }: Pick<Grammar, 'lexicon'> & { metric: { meaning: string; next: number } | undefined },
): Unresolved {
  const explaining = (id: string) => ({ label: id, words: [wordOf('explain'), wordOf(id)] });
  if (topic.length === 0) {
    const alternatives = () => [...lexicon.metricNames.keys()].map(explaining);
    return unresolved('ask', 'Which metric shall I explain?', { alternatives });
  }
  if (metric !== undefined) {
    return unresolved('not-understood', `“explain” takes a metric alone, not “${textOf(topic.slice(metric.next))}”.`, {
      alternatives: () => [explaining(metric.meaning)],
    });
  }
  return unresolved('unknown-metric', `I know no metric “${textOf(topic)}”. “list metrics” names those there are.`, {
    alternatives: () => nearestMetrics(textOf(topic), lexicon).map(explaining),
    unknown: topic.map((_, index) => index + 1),
  });
}

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

const churnRisk = {
  title: 'Churn risk',
  description:
    'How much speaks for a customer’s leaving: the last 30 days against the 90 before. It ranks customers and is no probability.',
  formula:
    '100 ÷ (1 + e^−(base + Σ weight × strength)), each strength from 0 to 1; a renewal within 60 days multiplies the sum.',
};

/** What the risk of customers is made of, by the weights in force, and where these come from. */
async function explainChurnRisk(context: Context): Promise<Output> {
  const desks = await chooseDesks(context, []);
  const weightings = await readWeightings(context.store, desks.names);
  const notes = [...sampleNotes(desks), ...weightingNotes(weightings)];
  const { title, description, formula } = churnRisk;
  return {
    card: {
      summary: `${title}: ${description}`,
      blocks: [
        { type: 'heading', text: title },
        { type: 'text', text: description },
        {
          type: 'facts',
          facts: [{ label: 'Formula', value: formula }, ...weightings.map(weightsFact)],
        },
        ...notes.map((text) => ({ type: 'text' as const, text })),
        { type: 'buttons', buttons: [{ label: 'Customers at risk', command: 'risk' }] },
      ],
    },
    data: { command: 'explain', metric: 'churn-risk', title, description, formula, weightings, notes },
  };
}

/** All weights of a desk, the heaviest signal first. */
function weightsFact({ desk, weights }: Weighting): { label: string; value: string } {
  const heaviest = signals.toSorted((one, other) => weights[other.id] - weights[one.id]);
  const each = heaviest.map(({ id }) => `${id} ${weights[id].toFixed(1)}`);
  const renewal = `renewal × ${weights.renewal}`;
  return { label: `Weights of ${desk}`, value: [`base ${weights.base.toFixed(1)}`, ...each, renewal].join(', ') };
}
