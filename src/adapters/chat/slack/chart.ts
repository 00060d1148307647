import type { Block } from '../../../chat.ts';
import type { ChartBlock } from './block.ts';
import { fitText } from './text.ts';

type Chart = Extract<Block, { type: 'chart' }>;

const mostPoints = 20;
const mostSeries = 6;
const titleLength = 50;
const labelLength = 20;

export interface DrawnChart {
  /** Absent when there is no point to draw. */
  readonly block: ChartBlock | undefined;
  /** What the drawing leaves out or sums up, for the line under it. */
  readonly notes: readonly string[];
}

/** A chart within Slack's limits: neighbouring points are merged into their mean, a missing value is a gap. */
export function drawChart(chart: Chart): DrawnChart {
  const groups = groupEvenly(chart.labels.length);
  const categories = tellApart(groups.map(([first = 0]) => chart.labels[first] ?? ''));
  const shown = chart.series.slice(0, mostSeries);
  const names = tellApart(shown.map((series) => series.name));
  const series = shown
    .map(({ values }, index) => ({
      name: names[index] ?? '',
      data: groups.flatMap((group, at) => {
        const value = mean(group.map((place) => values[place]));
        return value === undefined ? [] : [{ label: categories[at] ?? '', value }];
      }),
    }))
    .filter(({ data }) => data.length > 0);
  const drawn = new Set(series.flatMap(({ data }) => data.map((point) => point.label)));
  const unit = fitText(chart.unit, titleLength);
  const step = groups[0]?.length ?? 1;

  return {
    block:
      series.length === 0
        ? undefined
        : {
            type: 'data_visualization',
            title: fitText(chart.title, titleLength) || 'Chart',
            chart: {
              type: chart.style,
              series,
              axis_config: {
                categories: categories.filter((category) => drawn.has(category)),
                ...(unit === '' ? {} : { y_label: unit }),
              },
            },
          },
    notes: [
      ...(step > 1 ? [`Each point is the mean of ${step} values.`] : []),
      ...(chart.series.length > mostSeries
        ? [`The first ${mostSeries} of ${chart.series.length} series are drawn.`]
        : []),
    ],
  };
}

/** Places 0 to count − 1 in groups of one size, as few to a group as the limit allows. */
function groupEvenly(count: number): number[][] {
  const size = Math.max(1, Math.ceil(count / mostPoints));
  return Array.from({ length: Math.ceil(count / size) }, (_, group) =>
    Array.from({ length: Math.min(size, count - group * size) }, (_, place) => group * size + place),
  );
}

/** Two decimals: the chart shows a shape, the text has the figures. */
function mean(values: readonly (number | null | undefined)[]): number | undefined {
  const present = values.filter((value): value is number => Number.isFinite(value));
  if (present.length === 0) return undefined;
  return Number((present.reduce((sum, value) => sum + value, 0) / present.length).toFixed(2));
}

/** Slack takes labels for keys: equal ones are numbered. */
function tellApart(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const base = fitText(label, labelLength) || '–';
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${fitText(label, labelLength - ` ${n}`.length) || '–'} ${n}`;
    taken.add(name);
    return name;
  });
}
