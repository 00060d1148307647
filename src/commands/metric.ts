import { formatMoment, formatSpan } from '../calendar/format.ts';
import type { Period } from '../calendar/period.ts';
import { DAY } from '../calendar/units.ts';
import type { Block, Button, Card } from '../chat.ts';
import { UserError } from '../errors.ts';
import { ask, type Answer } from '../metrics/answer/ask.ts';
import { inBusinessHours } from '../metrics/answer/business-hours.ts';
import type { Context } from '../metrics/answer/context.ts';
import { unknownValues } from '../metrics/answer/unknown-values.ts';
import { metrics } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import { finding, formatValue, toneOf } from '../metrics/present/format.ts';
import { metricBlocks } from '../metrics/present/metric.ts';
import { dimensionsOf } from '../metrics/query/dimensions.ts';
import { listOpenDesks } from '../store/facts/business-hours.ts';
import { authorise, fallback, unnamed } from './authorise.ts';
import { filterText } from './card.ts';
import { defineCommand, type CommandContext, type Goal } from './command.ts';
import { isMet, toJson } from './json.ts';
import type { CommandReading, Filter } from './reading.ts';
import { argumentsToText } from './to-text.ts';

export interface MetricReading extends CommandReading {
  readonly metric: string;
  /** Today so far where none was given. */
  readonly period: Period;
  readonly isPeriodGiven: boolean;
  /** Only what `vs` asked for; without it the previous comparable period is meant. Its label reads so after `vs` only. */
  readonly comparison?: Period | undefined;
  readonly filters: readonly Filter[];
  /** At most two dimensions. */
  readonly by: readonly string[];
  readonly statistic?: 'median' | 'p90' | undefined;
  /** Durations in opening hours only. */
  readonly hours?: 'business' | undefined;
  /** `over 3d`: only what is older, in seconds. */
  readonly minAgeSeconds?: number | undefined;
  /** `top 5`: at most so many rows. */
  readonly limit?: number | undefined;
}

export const metricCommand = defineCommand<MetricReading>({
  name: 'metric',
  usage: '<metric> [period] [filters] [by <dimension>]',
  summary: 'One figure with its context: csat last-week · frt by channel last quarter · tickets team:billing mtd',
  role: 'guest',
  words: [],
  takes: ({ metric }) => [
    'metric',
    'period',
    'versus',
    'by',
    'filter',
    'statistic',
    'audience',
    'limit',
    ...(metric?.takesAge ? (['age'] as const) : []),
    ...(metric?.takesHours ? (['hours'] as const) : []),
  ],
  matches: ({ metric }) => metric !== undefined,
  label: ({ metric }) => metric?.id ?? '',
  read({ metric, period, isPeriodGiven, comparison, filters, by, statistic, hours, minAgeSeconds, limit }) {
    const narrowed = { filters, by, statistic, hours, minAgeSeconds, limit };
    return { metric: metric?.id ?? '', period, isPeriodGiven, comparison, ...narrowed };
  },
  toText: (reading) => [reading.metric, ...argumentsToText(reading)],
  async run(reading, context) {
    const { answer, notes } = await answerTo(reading, context);
    // A goal is meant in plain time.
    const goal = reading.hours === undefined ? context.tools.goals[answer.question.metric.id] : undefined;
    return {
      card: toCard(reading, answer, { goal, notes, context }),
      data: toJson(answer, { filters: reading.filters, limit: reading.limit, hours: reading.hours, goal, notes }),
    };
  },
});

/** Answer a question as far as the asker may see it. */
export async function answerTo(
  reading: MetricReading,
  context: CommandContext,
): Promise<{ answer: Answer; notes: string[] }> {
  const asked = findMetric(reading.metric);
  checkDimensions(asked, reading);
  const { scope, filters, notes: onReading } = await authorise(context, reading);
  const timed = reading.hours && (await inHours(context, { metric: asked, desks: scope.desks }));
  const metric = timed?.metric ?? asked;
  const isHidden = reading.by.includes('agent') && scope.agents === 'none';
  const hasTeams = dimensionsOf({ metric }).includes('team');
  const instead = hasTeams ? ['team'] : [];
  const by = isHidden ? [...new Set(reading.by.flatMap((name) => (name === 'agent' ? instead : [name])))] : reading.by;
  const answer = await ask(context, {
    metric,
    period: reading.period,
    ...(reading.comparison ? { comparison: reading.comparison } : {}),
    by,
    filters,
    scope,
    ...(reading.statistic ? { statistic: reading.statistic } : {}),
    ...(reading.minAgeSeconds === undefined ? {} : { minAge: reading.minAgeSeconds }),
    now: context.now,
  });
  const notes = [
    ...onReading,
    ...(isHidden ? [hasTeams ? fallback : unnamed] : []),
    ...(by.includes('agent') && scope.agents !== 'all' ? ['Only the agents you may see are shown.'] : []),
    ...(timed?.notes ?? []),
    ...answer.notes,
    ...(answer.n === 0 ? await unknownValues(context, answer.question) : []),
  ];
  return { answer, notes };
}

export function findMetric(id: string): Metric {
  const metric = metrics.find((candidate) => candidate.id === id);
  if (metric) return metric;
  throw new UserError('unknown-metric', `There is no metric “${id}”. Type list metrics to see all.`, ['list metrics']);
}

function checkDimensions(metric: Metric, { by, filters, statistic }: MetricReading): void {
  const known = dimensionsOf({ metric });
  const used = [...by, ...filters.map(({ key }) => key)];
  const unknown = used.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      'unknown-dimension',
      `${metric.title} cannot be split or filtered by ${unknown}: its facts do not carry it. It can by ${known.join(', ')}.`,
      known.slice(0, 3).map((name) => `${metric.id} by ${name}`),
    );
  }
  checkMix(metric, by);
  if (statistic && metric.measure.kind !== 'mean') {
    throw new UserError('no-statistic', `${metric.title} has no ${statistic}: only durations and scores have one.`, [
      metric.id,
    ]);
  }
}

/** A mix is split by its own dimension, which leaves room for one more. */
function checkMix({ id, title, measure }: Metric, by: readonly string[]): void {
  if (measure.kind !== 'mix') return;
  const more = by.filter((name) => name !== measure.of);
  if (more.length < 2) return;
  throw new UserError(
    'too-many-dimensions',
    `${title} are split by ${measure.of} already, and by one more dimension at most; you named ${more.join(' and ')}.`,
    more.map((name) => `${id} by ${name}`),
  );
}

function toCard(
  reading: MetricReading,
  answer: Answer,
  { goal, notes, context }: { goal: Goal | undefined; notes: readonly string[]; context: CommandContext },
): Card {
  const blocks: Block[] = metricBlocks(answer, reading.limit);
  if (goal) blocks.splice(1, 0, { type: 'text', text: goalLine(goal, answer) });
  for (const text of notes) blocks.push({ type: 'text', text });
  const tip = tipFor(answer);
  if (tip) blocks.push({ type: 'text', text: tip });
  if (answer.isConnected) blocks.push({ type: 'buttons', buttons: buttonsFor(reading, answer, context) });
  blocks.push({ type: 'footer', lines: footerOf(answer, context.now) });
  return { summary: finding(answer), blocks };
}

function goalLine(goal: Goal, { question, value }: Answer): string {
  const met = isMet(goal, value);
  const verdict = met === null ? '' : met ? ' – met' : ' – missed';
  return `Goal ${goal.op} ${formatValue(question.metric.unit, goal.value)}${verdict}`;
}

/** Advice for a figure that worsened beyond noise; not for one that has no noise to compare with. */
function tipFor(answer: Answer): string | undefined {
  const { metric, period } = answer.question;
  if (toneOf(metric, answer) !== 'worse' || answer.isWithinNoise === null) return undefined;
  const tip = metric.tips[Math.floor(period.from / DAY) % metric.tips.length];
  return tip && `Tip: ${tip}`;
}

function buttonsFor(reading: MetricReading, answer: Answer, { toText }: CommandContext): Button[] {
  const { metric } = answer.question;
  const textOf = (changed: Partial<MetricReading>) => toText({ ...reading, ...changed });
  const previous = { period: answer.previous.period, isPeriodGiven: true, comparison: undefined };
  const buttons = [{ label: 'Previous period', command: textOf(previous) }];
  if (reading.by.length === 0 && dimensionsOf({ metric }).includes('team')) {
    buttons.push({ label: 'By team', command: textOf({ by: ['team'] }) });
  }
  buttons.push({ label: 'Explain', command: `explain ${metric.id}` });
  buttons.push({ label: 'Share', command: textOf({ audience: 'public' }) });
  return buttons;
}

/** Dates, zone, filters, age of the data. */
function footerOf({ question, asOf, desks }: Answer, now: number): string[] {
  const { period, metric, filters } = question;
  const when = metric.measure.kind === 'snapshot' ? `As of ${formatMoment(asOf, period.timezone)}` : formatSpan(period);
  const narrowed = filters.map((filter) => filterText(filter));
  return [
    [`${when}, ${period.timezone}`, ...narrowed].join(' · '),
    desks.map((desk) => dataAge(desk, now)).join(' · '),
  ].filter(Boolean);
}

/**
 * A metric in the business hours of some desks, with what to say about it.
 * @throws UserError `no-schedule` where none of them has any
 */
async function inHours(
  { store }: Context,
  { metric, desks }: { metric: Metric; desks: readonly string[] },
): Promise<{ metric: Metric; notes: readonly string[] }> {
  const open = await listOpenDesks(store);
  const without = desks.filter((desk) => !open.includes(desk));
  if (without.length === desks.length) {
    throw new UserError(
      'no-schedule',
      `No business hours are known for ${desks.join(', ') || 'any desk'}: add a schedule to deskpulse.yaml, or ask without hours:business.`,
      [metric.id],
    );
  }
  const notes = without.map((desk) => `${desk} has no schedule and is not counted in business hours.`);
  return { metric: inBusinessHours(metric), notes };
}
