import { formatMoment, formatSpan } from '../calendar/format.ts';
import type { Block, Button, Card } from '../chat.ts';
import { UserError } from '../errors.ts';
import { ask, type Answer } from '../metrics/answer/ask.ts';
import { contextOf } from '../metrics/answer/context.ts';
import { chooseDesks, sampleNotes } from '../metrics/answer/desks.ts';
import { finding, formatValue, toneOf } from '../metrics/present/format.ts';
import { metrics } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { dataAge } from '../metrics/present/data-age.ts';
import { metricBlocks } from '../metrics/present/metric.ts';
import { dimensionsOf } from '../metrics/query/dimensions.ts';
import { unknownValues } from '../metrics/answer/unknown-values.ts';
import { authorise, fallback } from './authorise.ts';
import { filterText } from './card.ts';
import type { Call, Command, Goal } from './command.ts';
import { inHours } from './in-hours.ts';
import { isMet, toJson } from './json.ts';
import { toText } from './to-text.ts';
import type { Correction, Question } from './reading.ts';

export const metricCommand: Command<'metric'> = {
  name: 'metric',
  async run(reading, call) {
    const { answer, notes } = await answerTo(reading, call);
    // A goal is meant in plain time.
    const goal = reading.hours === undefined ? call.tools.goals[answer.question.metric.id] : undefined;
    return {
      card: toCard(reading, answer, { goal, notes, now: call.now }),
      data: toJson(answer, { filters: reading.filters, limit: reading.limit, hours: reading.hours, goal, notes }),
    };
  },
};

/** Answer a question as far as the asker may see it. */
export async function answerTo(reading: Question, call: Call): Promise<{ answer: Answer; notes: string[] }> {
  const asked = findMetric(reading.metric);
  checkDimensions(asked, reading);
  const context = contextOf(call.tools.store);
  const chosen = await chooseDesks(context, reading.filters);
  const desks = chosen.names;
  const { scope, filters } = await authorise(call, { desks, reading });
  const { metric, notes: onHours } = await inHours(call.tools.store, asked, { hours: reading.hours, desks });
  const isHidden = reading.by.includes('agent') && scope.agents === 'none';
  const by = isHidden ? [...new Set(reading.by.map((name) => (name === 'agent' ? 'team' : name)))] : reading.by;
  const answer = await ask(context, {
    metric,
    period: reading.period,
    ...(reading.comparison ? { comparison: reading.comparison } : {}),
    by,
    filters,
    scope,
    ...(reading.statistic ? { statistic: reading.statistic } : {}),
    ...(reading.minAgeSeconds === undefined ? {} : { minAge: reading.minAgeSeconds }),
    now: call.now,
  });
  const notes = [
    ...correctionNotes(reading.corrections),
    ...sampleNotes(chosen),
    ...(isHidden ? [fallback] : []),
    ...(by.includes('agent') && scope.agents !== 'all' ? ['Only the agents you may see are shown.'] : []),
    ...onHours,
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

export function correctionNotes(corrections: readonly Correction[]): string[] {
  return corrections.map(({ from, to }) => `Read “${from}” as ${to}`);
}

function checkDimensions(metric: Metric, { by, filters, statistic }: Question): void {
  const known = dimensionsOf({ metric });
  const used = [...by, ...filters.map(({ key }) => key)];
  const unknown = used.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      'unknown-dimension',
      `${metric.title} cannot be told by ${unknown}: its facts do not carry it. It can by ${known.join(', ')}.`,
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

/** A mix is told by its own dimension, which leaves room for one more. */
function checkMix({ id, title, measure }: Metric, by: readonly string[]): void {
  if (measure.kind !== 'mix') return;
  const more = by.filter((name) => name !== measure.of);
  if (more.length < 2) return;
  throw new UserError(
    'too-many-dimensions',
    `${title} are told by ${measure.of} already, and by one more dimension at most; you named ${more.join(' and ')}.`,
    more.map((name) => `${id} by ${name}`),
  );
}

function toCard(
  reading: Question,
  answer: Answer,
  { goal, notes, now }: { goal: Goal | undefined; notes: readonly string[]; now: number },
): Card {
  const blocks: Block[] = metricBlocks(answer, reading.limit);
  if (goal) blocks.splice(1, 0, { type: 'text', text: goalLine(goal, answer) });
  for (const text of notes) blocks.push({ type: 'text', text });
  const tip = tipFor(answer);
  if (tip) blocks.push({ type: 'text', text: tip });
  if (answer.isConnected) blocks.push({ type: 'buttons', buttons: buttonsFor(reading, answer) });
  blocks.push({ type: 'footer', lines: footerOf(answer, now) });
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
  const tip = metric.tips[Math.floor(period.from / 86_400) % metric.tips.length];
  return tip && `Tip: ${tip}`;
}

function buttonsFor(reading: Question, answer: Answer): Button[] {
  const { metric } = answer.question;
  const { comparison: _, ...plain } = reading;
  const buttons = [
    { label: 'Previous period', command: toText({ ...plain, period: answer.previous.period, isPeriodGiven: true }) },
  ];
  if (reading.by.length === 0 && dimensionsOf({ metric }).includes('team')) {
    buttons.push({ label: 'By team', command: toText({ ...reading, by: ['team'] }) });
  }
  buttons.push({ label: 'Explain', command: `explain ${metric.id}` });
  buttons.push({ label: 'Share', command: toText({ ...reading, audience: 'public' }) });
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
