import type { Block } from '../../../chat.ts';
import { cleanLine } from '../../../text/clean.ts';
import { cutToWidth, padAlike } from '../../../text/width.ts';

type Chart = Extract<Block, { type: 'chart' }>;

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const widestName = 24;

/** A line chart as one sparkline a series, a bar chart as one bar a label. What is not known leaves a gap. */
export function drawChart(chart: Chart, width: number): string[] {
  return chart.style === 'line' ? drawLines(chart, width) : drawBars(chart, width);
}

function drawLines({ series, labels, unit }: Chart, width: number): string[] {
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const names = padAlike(
    series.map(({ name }) => cleanLine(name)),
    widestName,
  );
  const ends = labels.length > 1 ? `${cleanLine(labels[0] ?? '')} … ${cleanLine(labels.at(-1) ?? '')}` : '';
  const range = values.length > 0 ? `${number(low)}–${number(high)} ${cleanLine(unit)}`.trim() : '';
  return [
    ...series.map((one, index) =>
      `${names[index]}  ${thin(one.values, width - 30)
        .map((value) => height(value, low, high))
        .join('')}`.trimEnd(),
    ),
    [ends, range].filter((part) => part !== '').join(', '),
  ].map((line) => cutToWidth(line, width));
}

function drawBars({ series, labels, unit }: Chart, width: number): string[] {
  const room = Math.min(30, Math.max(8, width - 40));
  const most = Math.max(0, ...series.flatMap((one) => one.values).map((value) => value ?? 0));
  const names = padAlike(labels.map(cleanLine), widestName);
  const lines = series.flatMap(({ name, values }) => [
    ...(series.length > 1 ? [cleanLine(name)] : []),
    ...names.map((label, index) => {
      const value = values[index] ?? null;
      if (value === null) return `${label}  –`;
      return `${label}  ${bar((most > 0 ? value / most : 0) * room)} ${number(value)} ${cleanLine(unit)}`.trimEnd();
    }),
  ]);
  return lines.map((line) => cutToWidth(line, width));
}

/** At most so many values, evenly picked, the last one among them. */
function thin(values: readonly (number | null)[], most: number): (number | null)[] {
  const every = Math.ceil(values.length / Math.max(most, 1));
  return values.filter((_, index) => (values.length - 1 - index) % every === 0);
}

function height(value: number | null, low: number, high: number): string {
  if (value === null) return ' ';
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return heights[Math.round(share * (heights.length - 1))] ?? '';
}

/** A bar so many columns long, to an eighth of one; there is always a trace of it to see. */
function bar(columns: number): string {
  const parts = Math.max(1, Math.round(columns * eighths.length));
  return '█'.repeat(Math.floor(parts / eighths.length)) + (eighths[parts % eighths.length] ?? '');
}

function number(value: number): string {
  return String(Number(value.toFixed(2)));
}
