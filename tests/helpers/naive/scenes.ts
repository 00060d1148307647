import {
  periodBack,
  samePeriodLastYear,
  periodAgo,
  rollingPeriod,
  type Clock,
  type Period,
} from '../../../src/calendar/period.ts';
import { at } from '../store.ts';
import type { Span } from './world.ts';

/** What is asked when, with the instants that all of it means, worked out by hand. */
interface Plan {
  readonly says: string;
  readonly clock: Clock;
  readonly desks: readonly string[];
  /** Those of the desks with opening hours. */
  readonly open: readonly string[];
  /** How many times as many rows as a small desk has. */
  readonly size: number;
  readonly period: Period;
  /** What it may be compared with. */
  readonly against: Period;
  readonly stretch: Span;
  readonly previous: Span;
  readonly stretchAgainst: Span;
  /** What its trend is told by. */
  readonly trend: 'two hours' | 'days' | 'weeks';
  /** A change of the clocks near it. */
  readonly change: number;
}

export interface Scene extends Plan {
  /** Of its trend. */
  readonly points: readonly Span[];
  /** As instants: the points of what is told as it stands. */
  readonly midnights: readonly Span[];
}

const athens: Clock = { now: at('2026-10-28T10:30:00+02:00'), timezone: 'Europe/Athens', weekStart: 'monday' };
const newYork: Clock = { now: at('2026-03-10T09:15:00-04:00'), timezone: 'America/New_York', weekStart: 'monday' };
const lordHowe: Clock = { now: at('2026-04-07T20:00:00+10:30'), timezone: 'Australia/Lord_Howe', weekStart: 'monday' };
const kathmandu: Clock = { now: at('2026-11-19T12:00:00Z'), timezone: 'Asia/Kathmandu', weekStart: 'monday' };

const fall = at('2026-10-25T03:00:00+02:00');
const spring = at('2026-03-08T03:00:00-04:00');

const weekOfFall = periodAgo({ unit: 'week', ago: 1, label: 'last week' }, athens);
const dayOfFall = periodAgo({ unit: 'day', ago: 3 }, athens);
const dayOfSpring = periodAgo({ unit: 'day', ago: 2 }, newYork);
const thisWeek = periodAgo({ unit: 'week', ago: 0, label: 'this week' }, newYork);
const pastDays = rollingPeriod(3 * 86_400, { label: 'past 3d', clock: lordHowe });
const lastMonth = periodAgo({ unit: 'month', ago: 1, label: 'last month' }, kathmandu);

const plans: readonly Plan[] = [
  {
    says: 'last week, with a day of 25 hours, vs last year',
    clock: athens,
    desks: ['one', 'two'],
    open: ['one', 'two'],
    size: 3,
    period: weekOfFall,
    against: samePeriodLastYear(weekOfFall),
    stretch: span('2026-10-19T00:00:00+03:00', '2026-10-26T00:00:00+02:00'),
    previous: span('2026-10-12T00:00:00+03:00', '2026-10-19T00:00:00+03:00'),
    // The 43rd week of either year.
    stretchAgainst: span('2025-10-20T00:00:00+03:00', '2025-10-27T00:00:00+02:00'),
    trend: 'days',
    change: fall,
  },
  {
    says: 'a day of 25 hours, vs the same weekday of last week',
    clock: athens,
    desks: ['one', 'two'],
    open: ['two'],
    size: 2,
    period: dayOfFall,
    against: periodBack(dayOfFall, { unit: 'week', count: 1 }),
    stretch: span('2026-10-25T00:00:00+03:00', '2026-10-26T00:00:00+02:00'),
    previous: span('2026-10-24T00:00:00+03:00', '2026-10-25T00:00:00+03:00'),
    stretchAgainst: span('2026-10-18T00:00:00+03:00', '2026-10-19T00:00:00+03:00'),
    trend: 'two hours',
    change: fall,
  },
  {
    says: 'a day of 23 hours, vs last month',
    clock: newYork,
    desks: ['one'],
    open: ['one'],
    size: 3,
    period: dayOfSpring,
    against: periodBack(dayOfSpring, { unit: 'month', count: 1 }),
    stretch: span('2026-03-08T00:00:00-05:00', '2026-03-09T00:00:00-04:00'),
    previous: span('2026-03-07T00:00:00-05:00', '2026-03-08T00:00:00-05:00'),
    stretchAgainst: span('2026-02-08T00:00:00-05:00', '2026-02-09T00:00:00-05:00'),
    trend: 'two hours',
    change: spring,
  },
  {
    says: 'this week so far, vs last year',
    clock: newYork,
    desks: ['one', 'two'],
    open: [],
    size: 1,
    period: thisWeek,
    against: samePeriodLastYear(thisWeek),
    stretch: span('2026-03-09T00:00:00-04:00', '2026-03-10T09:15:00-04:00'),
    previous: span('2026-03-02T00:00:00-05:00', '2026-03-03T09:15:00-05:00'),
    // The 11th week of either year.
    stretchAgainst: span('2025-03-10T00:00:00-04:00', '2025-03-11T09:15:00-04:00'),
    trend: 'days',
    change: spring,
  },
  {
    says: 'the past 72 hours, in which the clocks went back by half an hour',
    clock: lordHowe,
    desks: ['one', 'two', 'three'],
    open: ['one', 'three'],
    size: 2,
    period: pastDays,
    against: samePeriodLastYear(pastDays),
    stretch: span('2026-04-04T20:30:00+11:00', '2026-04-07T20:00:00+10:30'),
    previous: span('2026-04-01T20:30:00+11:00', '2026-04-04T20:30:00+11:00'),
    stretchAgainst: span('2025-04-04T20:30:00+11:00', '2025-04-07T20:00:00+10:30'),
    trend: 'days',
    change: at('2026-04-05T01:30:00+10:30'),
  },
  {
    says: 'last month of busy desks',
    clock: kathmandu,
    desks: ['one', 'two'],
    open: ['one'],
    size: 8,
    period: lastMonth,
    against: samePeriodLastYear(lastMonth),
    stretch: span('2026-10-01T00:00:00+05:45', '2026-11-01T00:00:00+05:45'),
    previous: span('2026-09-01T00:00:00+05:45', '2026-10-01T00:00:00+05:45'),
    stretchAgainst: span('2025-10-01T00:00:00+05:45', '2025-11-01T00:00:00+05:45'),
    trend: 'weeks',
    change: at('2026-10-05T00:00:00+05:45'),
  },
];

export const scenes: readonly Scene[] = plans.map((plan) => ({
  ...plan,
  points: pointsOf(plan),
  midnights: midnightsOf(plan).map((to) => ({ from: to, to })),
}));

function span(from: string, to: string): Span {
  return { from: at(from), to: at(to) };
}

/** Local midnights within the stretch or at its end. */
function midnightsOf({ stretch, clock }: Plan): number[] {
  const wordOf = wordsIn(clock);
  return quartersOf(stretch).filter((instant) => wordOf(instant).endsWith('00:00'));
}

/** The points of a trend, one after the other. */
function pointsOf({ stretch, clock, trend }: Plan): Span[] {
  const wordOf = wordsIn(clock);
  const isCut = {
    'two hours': (instant: number) => (instant - stretch.from) % 7200 === 0,
    days: (instant: number) => wordOf(instant).endsWith('00:00'),
    weeks: (instant: number) => wordOf(instant) === 'Mon 00:00',
  }[trend];
  const cuts = quartersOf(stretch).filter((instant) => instant < stretch.to && isCut(instant));
  return [stretch.from, ...cuts].map((from, index) => ({ from, to: cuts[index] ?? stretch.to }));
}

/** Every quarter of an hour after the start, up to the end. */
function quartersOf({ from, to }: Span): number[] {
  return Array.from({ length: Math.floor((to - from) / 900) }, (_, index) => from + (index + 1) * 900);
}

/** What clocks show: `Mon 00:00`. */
function wordsIn({ timezone }: Clock): (instant: number) => string {
  const face = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (instant) => face.format(instant * 1000).replace(',', '');
}
