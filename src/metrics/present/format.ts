import { formatDuration } from '../../calendar/duration.ts';
import type { Tone } from '../../chat.ts';
import type { Answer } from '../answer/ask.ts';
import { formatKey } from '../query/dimensions.ts';
import { isCount, type Metric, type Unit } from '../metric.ts';

const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const decimals = (digits: number) =>
  new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const [one, two] = [decimals(1), decimals(2)];

/** A value as people read it: `87.2 %`, `1 h 12 min`, `1,204`. */
export function formatValue(unit: Unit, value: number | null, currency?: string | null): string {
  if (value === null) return 'no data';
  switch (unit) {
    case 'percent':
      return `${one.format(value)} %`;
    case 'nps':
      return one.format(value);
    case 'scale':
      return two.format(value);
    case 'count':
      return Number.isInteger(value) ? integer.format(value) : two.format(value);
    case 'duration':
      return formatDuration(value);
    case 'money':
      return `${two.format(value)} ${currency ?? '(unknown currency)'}`;
  }
}

/** How many of a thing, whose plural takes an s: `1 ticket`, `1,204 tickets`. */
export function formatCount(count: number, thing: string): string {
  return `${integer.format(count)} ${count === 1 ? thing : `${thing}s`}`;
}

/** How much a value moved, without its direction: `2.9 points`, `10 min`, `12`. */
function formatChange(unit: Unit, change: number, currency?: string | null): string {
  const size = Math.abs(change);
  if (unit === 'percent' || unit === 'nps') return `${one.format(size)} points`;
  return formatValue(unit, size, currency);
}

/** Whether a change is for the better; `same` when it is nothing or noise, `plain` where neither direction is good. */
export function toneOf({ better }: Metric, { change, isWithinNoise }: Pick<Answer, 'change' | 'isWithinNoise'>): Tone {
  if (change === null || better === 'neither') return 'plain';
  if (change === 0 || isWithinNoise === true) return 'same';
  return change > 0 === (better === 'higher') ? 'better' : 'worse';
}

/** The finding in words: `CSAT 87.2 % last week, down 2.9 points (n = 164, within noise)`. */
export function finding(answer: Answer): string {
  const { metric, period } = answer.question;
  const name = nameOf(answer);
  const when = metric.measure.kind === 'snapshot' && period.isRunning ? 'now' : whenOf(answer);
  if (!answer.isConnected) {
    if (answer.desks.some(({ is_complete }) => !is_complete)) {
      return `${metric.title}: nothing yet, as a desk is still being read for the first time`;
    }
    return `${metric.title} is not connected. ${metric.connect}`;
  }
  if (answer.value === null && (answer.currencies?.length ?? 0) > 1) return `${name} ${when}, one figure a currency`;
  if (answer.value === null) return `${name}: no data ${when}`;
  const about = [
    isCount(metric.measure) || answer.n === null ? '' : `n = ${integer.format(answer.n)}`,
    answer.isWithinNoise === true && answer.change !== 0 ? 'within noise' : '',
    ...(answer.n !== null && answer.n < 10 && answer.sample ? ['a small sample'] : []),
  ].filter(Boolean);
  const value = formatValue(metric.unit, answer.value, answer.currencies?.[0]);
  return `${name} ${value} ${when}${moved(answer)}${about.length > 0 ? ` (${about.join(', ')})` : ''}`;
}

function nameOf({ leading, question: { metric, statistic } }: Answer): string {
  const { title, measure } = metric;
  if (measure.kind === 'mix' && leading) return `${title}: ${formatKey(measure.of, leading)}`;
  return statistic ? `${title} (${statistic === 'p90' ? '90th percentile' : 'median'})` : title;
}

function whenOf({ question: { period } }: Answer): string {
  const isDated = /^\d/.test(period.label);
  const words = isDated ? `in ${period.label}` : period.label;
  return period.isRunning && !words.includes('so far') ? `${words} so far` : words;
}

function moved(answer: Answer): string {
  const { change, question, currencies } = answer;
  if (change === null) return '';
  if (change === 0) return ', unchanged';
  const tone = toneOf(question.metric, answer);
  const direction = change > 0 ? 'up' : 'down';
  const judged = tone === 'better' || tone === 'worse' ? ` – ${tone}` : '';
  return `, ${direction} ${formatChange(question.metric.unit, change, currencies?.[0])}${judged}`;
}
