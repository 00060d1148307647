import type { Period } from '../calendar/period.ts';
import { toIso } from '../calendar/zone.ts';
import type { Answer } from '../metrics/answer/ask.ts';
import type { Figure } from '../metrics/figure/figure.ts';
import type { Filter } from '../metrics/scope.ts';
import type { Unit } from '../metrics/metric.ts';
import type { Goal } from './command.ts';

const units: Record<Unit, string> = {
  percent: 'percent',
  nps: 'score',
  scale: 'score',
  duration: 'duration',
  count: 'count',
  money: 'money',
};

/** The answer for programs, in the shape that docs/json.md keeps stable. Values are not rounded; durations are seconds. */
export function toJson(
  answer: Answer,
  {
    filters,
    limit,
    hours,
    goal,
    notes,
  }: {
    filters: readonly Filter[];
    /** At most so many rows of a breakdown. */
    limit?: number | undefined;
    hours?: 'business' | undefined;
    goal: Goal | undefined;
    notes: readonly string[];
  },
) {
  const { question, previous, stats } = answer;
  const { period, metric } = question;
  const iso = (instant: number) => toIso(instant, period.timezone);
  return {
    metric: metric.id,
    unit: units[metric.unit],
    ...currencyOf(answer),
    ...(metric.measure.kind === 'mix' ? { leading: answer.leading ?? null } : {}),
    value: answer.value,
    n: answer.n,
    interval: answer.interval,
    stats,
    ...(question.statistic ? { statistic: question.statistic } : {}),
    ...(hours ? { hours } : {}),
    period: periodJson(period),
    previous: {
      ...currencyOf(previous),
      value: previous.value,
      n: previous.n,
      from: iso(previous.period.from),
      to: iso(previous.period.to),
    },
    change: answer.change,
    withinNoise: answer.isWithinNoise,
    goal: goal ? { ...goal, met: isMet(goal, answer.value) } : null,
    connected: answer.isConnected,
    filters: Object.fromEntries(filters.map(({ key, values, isNegated }) => [isNegated ? `!${key}` : key, values])),
    breakdown: answer.breakdown.slice(0, limit).map((row) => ({
      key: row.key,
      ...currencyOf(row),
      value: row.value,
      n: row.n,
      interval: row.interval,
    })),
    series: answer.series.map(({ from, value, n }) => ({ from: iso(from), value, n })),
    beside: answer.besides.map(({ label, unit, value }) => ({ label, unit: units[unit], value })),
    asOf: iso(answer.asOf),
    notes,
  };
}

export function periodJson({ label, from, to, timezone }: Period) {
  return { label, from: toIso(from, timezone), to: toIso(to, timezone), timezone };
}

/** Of money: what the value is in, null where that is unknown or several. */
function currencyOf({ currencies }: Figure): { currency?: string | null } {
  return currencies ? { currency: (currencies.length === 1 ? currencies[0] : null) ?? null } : {};
}

/** Null when there is nothing to judge. */
export function isMet({ op, value: goal }: Goal, value: number | null): boolean | null {
  if (value === null) return null;
  switch (op) {
    case '>=':
      return value >= goal;
    case '<=':
      return value <= goal;
    case '>':
      return value > goal;
    case '<':
      return value < goal;
  }
}
