import { DAY, HOUR, MINUTE, YEAR } from '../../calendar/units.ts';
import { formatDay, formatMoment, formatSpan } from '../../calendar/format.ts';
import { wallOf } from '../../calendar/zone.ts';
import { timeText } from '../../calendar/wall.ts';
import type { Block } from '../../chat.ts';
import type { Answer, BreakdownRow } from '../answer/ask.ts';
import { formatKey } from '../query/dimensions.ts';
import { finding, formatValue, toneOf } from './format.ts';
import { isCount } from '../metric.ts';

/** Rows of a breakdown before the rest is summed up in a line. */
const longest = 12;

/**
 * The answer in blocks, without notes, buttons and footer: the finding, figures beside it, the trend, the breakdown, of
 * which at most `limit` rows.
 */
export function metricBlocks(answer: Answer, limit = longest): Block[] {
  const tone = answer.isConnected ? toneOf(answer.question.metric, answer) : 'plain';
  const blocks: (Block | undefined)[] = [
    { type: 'finding', text: finding(answer), tone },
    factsOf(answer),
    trendOf(answer),
  ];
  return [...blocks, ...tableOf(answer, limit)].filter((block) => block !== undefined);
}

function factsOf(answer: Answer): Block | undefined {
  const { previous, interval, stats, besides, question } = answer;
  const { unit, measure } = question.metric;
  if (!answer.isConnected) return undefined;
  const show = (value: number | null) => formatValue(unit, value, answer.currencies?.[0]);
  const earlier = formatValue(unit, previous.value, previous.currencies?.[0]);
  const facts = [
    {
      label: `Compared with ${measure.kind === 'snapshot' ? formatMoment(previous.period.to, previous.period.timezone) : formatSpan(previous.period)}`,
      value:
        previous.value === null || previous.n === null || isCount(measure) ? earlier : `${earlier} (n = ${previous.n})`,
    },
  ];
  if (interval) facts.push({ label: '95 % interval', value: `${show(interval[0])} to ${show(interval[1])}` });
  if (measure.kind === 'mean' && stats.median !== null) {
    const mean = question.statistic ? [`mean ${show(stats.mean)}`] : [];
    facts.push({
      label: 'Spread',
      value: [...mean, `median ${show(stats.median)}`, `90 % within ${show(stats.p90)}`].join(' · '),
    });
  }
  for (const beside of besides) {
    facts.push({ label: beside.label, value: formatValue(beside.unit, beside.value, answer.currencies?.[0]) });
  }
  if (question.metric.id === 'tickets' && answer.value !== null) facts.push({ label: 'Pace', value: paceOf(answer) });
  return { type: 'facts', facts };
}

/** Averages per day, month and year, of the days that have passed in the period. */
function paceOf({ value, question: { period } }: Answer): string {
  const days = (wallOf(period.to, period.timezone) - wallOf(period.from, period.timezone)) / DAY;
  if (days <= 0 || value === null) return 'no data';
  const perDay = value / days;
  const round = (number: number) => formatValue('count', Math.round(number));
  return `${formatValue('count', perDay)} a day · ${round((perDay * YEAR) / DAY / 12)} a month · ${round((perDay * YEAR) / DAY)} a year`;
}

function trendOf(answer: Answer): Block | undefined {
  const { series, question } = answer;
  const { metric, period } = question;
  const known = series.filter(({ value }) => value !== null);
  if (known.length < 2) return undefined;
  const isShort = period.to - period.from <= DAY + HOUR;
  const label = (instant: number) =>
    isShort && metric.measure.kind !== 'snapshot'
      ? timeText(wallOf(instant, period.timezone))
      : formatDay(instant - (metric.measure.kind === 'snapshot' ? 1 : 0), period.timezone);
  const [first, last] = [known[0], known.at(-1)];
  const values = known.map(({ value }) => value ?? 0);
  const show = (value: number | null | undefined) => formatValue(metric.unit, value ?? null, answer.currencies?.[0]);
  const [scale, unit] = scaleOf(answer);
  return {
    type: 'chart',
    style: 'line',
    title: `${metric.title}, ${period.label}`,
    labels: series.map(({ from }) => label(from)),
    series: [{ name: metric.title, values: series.map(({ value }) => (value === null ? null : round(value / scale))) }],
    unit,
    alt: `${metric.title} from ${show(first?.value)} (${label(first?.from ?? 0)}) to ${show(last?.value)} (${label(last?.from ?? 0)}); lowest ${show(Math.min(...values))}, highest ${show(Math.max(...values))}.`,
  };
}

/** What a plotted unit is worth in the unit of the value, and its name. */
function scaleOf({ series, currencies, question: { metric } }: Answer): [number, string] {
  if (metric.unit === 'percent') return [1, '%'];
  if (metric.unit === 'count') return [1, metric.noun ?? 'tickets'];
  if (metric.unit === 'money') return [1, currencies?.[0] ?? 'of an unknown currency'];
  if (metric.unit !== 'duration') return [1, 'points'];
  const largest = Math.max(...series.map(({ value }) => value ?? 0));
  if (largest >= 2 * DAY) return [DAY, 'days'];
  if (largest >= 2 * HOUR) return [HOUR, 'hours'];
  return largest >= 2 * MINUTE ? [MINUTE, 'minutes'] : [1, 'seconds'];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function tableOf(answer: Answer, limit: number): Block[] {
  const { breakdown, question } = answer;
  const { metric, by } = question;
  if (by.length === 0 || !answer.isConnected) return [];
  if (breakdown.length === 0) return [{ type: 'text', text: `Nothing to break down by ${by.join(' and ')}.` }];
  const [shown, rest] = [breakdown.slice(0, limit), breakdown.slice(limit)];
  const isSummed = isCount(metric.measure);
  const isSure = !isSummed && breakdown.some(({ n }) => n !== null);
  const rows = shown.map(({ key, value, n, interval, currencies }) => [
    ...by.map((name) => formatKey(name, key[name] ?? null)),
    formatValue(metric.unit, value, currencies?.[0]),
    ...(isSure ? [intervalText(answer, interval), n === null ? '' : String(n)] : []),
  ]);
  if (rest.length > 0 && isSummed) {
    const sum = rest.reduce((total, { n }) => total + (n ?? 0), 0);
    rows.push([`other (${rest.length})`, ...by.slice(1).map(() => ''), formatValue('count', sum)]);
  }
  const table: Block = {
    type: 'table',
    columns: [
      ...by.map((name) => ({ title: capital(name), align: 'left' as const })),
      ...[metric.title, ...(isSure ? ['95 % interval', 'n'] : [])].map((title) => ({ title, align: 'right' as const })),
    ],
    rows,
  };
  if (rest.length === 0 || isSummed) return [table];
  return [table, { type: 'text', text: `And ${rest.length} more with fewer cases; narrow it with a filter.` }];
}

function intervalText({ question: { metric } }: Answer, interval: BreakdownRow['interval']): string {
  return interval ? `${formatValue(metric.unit, interval[0])} – ${formatValue(metric.unit, interval[1])}` : '';
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
