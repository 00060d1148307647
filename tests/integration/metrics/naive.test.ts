import { describe, expect, test } from 'vitest';
import { buckets, dayEnds } from '../../../src/calendar/buckets.ts';
import { periodAgo, rollingPeriod, type Period } from '../../../src/calendar/period.ts';
import { ask, type Answer } from '../../../src/metrics/ask.ts';
import { dimensionsOf } from '../../../src/metrics/dimensions-of.ts';
import { metrics } from '../../../src/metrics/index.ts';
import type { Metric } from '../../../src/metrics/metric.ts';
import type { Filter, Question } from '../../../src/metrics/question.ts';
import { casesIn, givingDesks, leadingOf, told, whole } from '../../helpers/naive/answer.ts';
import type { Told } from '../../helpers/naive/fold.ts';
import { naive as naives } from '../../helpers/naive/metrics.ts';
import { randomOf, type Random } from '../../helpers/naive/random.ts';
import { storeWorld, type World } from '../../helpers/naive/world.ts';
import { at, startStore } from '../../helpers/store.ts';

/** Shortly after the clocks of a zone were changed, in either direction and by whole and half hours; and where they never are. */
const moments = [
  { now: at('2026-10-28T10:30:00+02:00'), timezone: 'Europe/Athens' },
  { now: at('2026-03-10T09:15:00-04:00'), timezone: 'America/New_York' },
  { now: at('2026-04-07T20:00:00+10:30'), timezone: 'Australia/Lord_Howe' },
  { now: at('2026-11-19T12:00:00Z'), timezone: 'Asia/Kathmandu' },
];

const periodsOf: readonly ((clock: { now: number; timezone: string; weekStart: 'monday' }) => Period)[] = [
  (clock) => periodAgo({ unit: 'week', ago: 1, label: 'last week' }, clock),
  (clock) => periodAgo({ unit: 'week', ago: 0, label: 'this week' }, clock),
  (clock) => periodAgo({ unit: 'day', ago: 2 }, clock),
  (clock) => periodAgo({ unit: 'month', ago: 1, label: 'last month' }, clock),
  (clock) => rollingPeriod(3 * 86_400, { label: 'past 3d', clock }),
];

const values: Readonly<Record<string, readonly string[]>> = {
  team: ['BILLING', 'tier 2'],
  agent: ['a1', 'a2'],
  channel: ['email', 'chat'],
  type: ['refund', 'how-to'],
  priority: ['high'],
  tag: ['vip', 'spam'],
  organization: ['acme'],
  segment: ['silver'],
  desk: ['one'],
  hour: ['9', '23', '0', '2'],
  weekday: ['0', '6', '3'],
  kind: ['resolution'],
  network: ['reddit'],
  topic: ['praise', 'technical'],
  article: ['login'],
  currency: ['eur'],
};

test('every metric is told in words of one syllable as well', () => {
  expect(Object.keys(naives)).toEqual(metrics.map(({ id }) => id));
});

describe.each([1, 2, 3, 4, 5, 6])('of desks of random shape, seed %i', (seed) => {
  const random = randomOf(seed);
  const clock = { ...random.pick(moments), weekStart: 'monday' as const };
  const period = (periodsOf[seed % periodsOf.length] ?? raise)(clock);
  const desks = seed % 3 === 0 ? ['one'] : ['one', 'two'];

  test('every metric by every dimension agrees with plain loops', async () => {
    await using store = await startStore();
    const world = await storeWorld(store, { random, period, desks });
    for (const metric of metrics) {
      for (const name of dimensionsOf({ metric })) {
        const question: Question = {
          metric,
          period,
          by: byOf(metric, name, random),
          filters: random.chance(0.4) ? [filterOf(metric, random, desks)] : [],
          scope: { desks: random.chance(0.8) ? desks : desks.slice(0, 1), agents: 'all' },
          now: clock.now,
        };
        const answer = await ask(store, question);
        expect(shapeOf(answer), said(question)).toEqual(expected(world, question, answer));
      }
    }
  });
});

/** The dimension alone, or with another beside it. */
function byOf(metric: Metric, name: string, random: Random): string[] {
  if (metric.measure.kind === 'mix' || random.chance(0.6)) return [name];
  return [...new Set([name, random.pick(dimensionsOf({ metric }))])];
}

function filterOf(metric: Metric, random: Random, desks: readonly string[]): Filter {
  const key = random.pick(dimensionsOf({ metric }).filter((name) => name !== 'desk'));
  const chosen = (values[key] ?? []).filter(() => random.chance(0.7));
  const agents = desks.flatMap((desk) => chosen.map((id) => ({ desk, id })));
  return { key, values: chosen.length > 0 ? chosen : ['none'], isNegated: random.chance(0.4), agents };
}

interface Shape {
  readonly isConnected: boolean;
  readonly value: Told;
  readonly previous: Told;
  readonly series: readonly Told[];
  readonly breakdown: readonly string[];
}

function shapeOf(answer: Answer): Shape {
  const { isConnected, previous, series, breakdown, question } = answer;
  return {
    isConnected,
    value: rounded(answer),
    previous: rounded(previous),
    series: series.map(rounded),
    breakdown: breakdown
      .map(({ key, ...row }) =>
        line(
          question.by.map((name) => key[name] ?? null),
          row,
        ),
      )
      .toSorted(),
  };
}

function expected(world: World, { metric, period, filters, scope, by, now }: Question, answer: Answer): Shape {
  const naive = naives[metric.id] ?? raise();
  const isConnected = givingDesks(naive, world, scope.desks).length > 0;
  const stretchOf = ({ from, to }: { from: number; to: number }) => ({ from, to, timezone: period.timezone, now });
  const cases = (window: { from: number; to: number }) =>
    casesIn(naive, world, { stretch: stretchOf(window), desks: scope.desks, filters });
  const own = cases(period);
  const leading = naive.mix === undefined ? undefined : leadingOf(naive.mix, own);
  const tell = (window: { from: number; to: number }) =>
    rounded(whole(naive, cases(window), { stretch: stretchOf(window), ...(leading === undefined ? {} : { leading }) }));
  const nothing = { value: null, n: 0 };
  const points =
    metric.measure.kind === 'snapshot' ? dayEnds(period, now).map((to) => ({ from: to, to })) : buckets(period);
  const isMixed = metric.unit === 'money' && tell(period).value === null && tell(period).n === null;
  const more = [naive.mix, isMixed && by.length < 2 ? 'currency' : undefined].filter((name) => name !== undefined);
  const told2 = [...new Set([...by, ...more])];
  return {
    isConnected,
    value: isConnected ? tell(period) : nothing,
    previous: isConnected ? tell(answer.previous.period) : nothing,
    series: isConnected ? points.map(tell) : [],
    breakdown: told(naive, own, { stretch: stretchOf(period), by: told2 })
      .map(({ key, ...row }) => line(key.slice(0, told2.length), row))
      .toSorted(),
  };
}

/** Sums taken in another order differ in their last bits: 9 digits are compared, far more than are shown. */
function rounded({ value, n }: Told): Told {
  return { value: value === null ? null : Number(value.toPrecision(9)) + 0, n };
}

function line(key: readonly (string | number | null)[], row: Told): string {
  return JSON.stringify([key, rounded(row)]);
}

function said({ metric, period, by, filters }: Question): string {
  return JSON.stringify([metric.id, period.label, period.timezone, by, filters]);
}

function raise(): never {
  throw new TypeError('there is none');
}
