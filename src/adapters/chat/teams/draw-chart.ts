import type { Block } from '../../../chat.ts';
import type { Chart, Element, Point } from './adaptive-card.ts';
import { drawTable } from './draw-table.ts';
import type { Limits } from './limits.ts';
import { cut, textBlock } from './plain-text.ts';

type ChartBlock = Extract<Block, { type: 'chart' }>;

const labelLength = 40;

/** Teams' own chart, its numbers as a table for clients without charts, and its meaning in words for everybody. */
export function drawChart(block: ChartBlock, limits: Limits): readonly Element[] {
  return [chartOf(block, limits), textBlock(cut(block.alt, limits.letters), { size: 'Small', isSubtle: true })];
}

function chartOf({ style, title, labels, series, unit }: ChartBlock, limits: Limits): Chart {
  const frame = {
    title: cut(title, limits.letters),
    yAxisTitle: cut(unit, labelLength),
    fallback: { type: 'Container', items: numbers({ labels, series }, limits) },
  } as const;
  const data = series.map(({ name, values }) => ({ legend: cut(name, labelLength), values: points(labels, values) }));
  const [only, ...others] = data;
  if (style === 'line') return { type: 'Chart.Line', ...frame, data };
  if (only && others.length === 0) return { type: 'Chart.VerticalBar', ...frame, data: only.values };
  return { type: 'Chart.VerticalBar.Grouped', ...frame, data };
}

/** A value that is not known is no point, rather than a zero. */
function points(labels: readonly string[], values: readonly (number | null)[]): readonly Point[] {
  return labels.flatMap((label, index) => {
    const y = values[index] ?? null;
    return y === null ? [] : [{ x: cut(label, labelLength), y }];
  });
}

function numbers({ labels, series }: Pick<ChartBlock, 'labels' | 'series'>, limits: Limits): readonly Element[] {
  return drawTable(
    {
      columns: [{ title: '', align: 'left' }, ...series.map(({ name }) => ({ title: name, align: 'right' as const }))],
      rows: labels.map((label, index) => [label, ...series.map(({ values }) => String(values[index] ?? '–'))]),
      hasHeader: true,
    },
    limits,
  );
}
