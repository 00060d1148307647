import { dimensionsOf } from '../../src/metrics/query/dimensions.ts';
import type { Metric } from '../../src/metrics/metric.ts';

/** The table in the README: what there is to ask for. */
export function metricTable(metrics: readonly Metric[]): string {
  const rows = metrics.map(({ id, title, unit, better, description }) => {
    return `| \`${id}\` | ${title} | ${unit}${directions[better]} | ${description} |`;
  });
  return ['| ask for | is | unit | means |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The chapter on a metric in docs/metrics.md. */
export function metricChapter(metric: Metric): string {
  const { id, title, unit, better, description, formula, example, aliases, articles, needs, connect } = metric;
  const lines = [
    `Formula: ${formula}.`,
    `Example: ${example.says}.`,
    `Unit: ${unit}${directions[better]}.`,
    `By: ${dimensionsOf({ metric }).join(', ')}.`,
    `Also called: ${aliases.join(', ')}.`,
    `Asked for by: ${articles.join(', ')}.`,
    `Needs ${needs.map((need) => [need].flat().join(' or ')).join(' and ')}. ${connect}`,
  ];
  return [`### \`${id}\`: ${title}`, '', description, '', ...lines.map((line) => `- ${line}`)].join('\n');
}

/** A document with what stands between its marks for metrics made anew. */
export function withMetrics(document: string, made: string): string {
  return document.replace(
    /(<!-- metrics:[^\n]*-->\n).*(<!-- \/metrics -->)/s,
    (_, before: string, after: string) => `${before}${made}\n${after}`,
  );
}

const directions = { higher: ', higher is better', lower: ', lower is better', neither: '' };
