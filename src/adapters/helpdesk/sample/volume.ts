import { day, weekdayOf } from './hours.ts';
import type { World } from './world.ts';

/** Monday first; they average 1. */
const weekdays = [1.25, 1.2, 1.15, 1.1, 1.05, 0.65, 0.6] as const;
/** Share by month: a quiet January and August, a peak before Christmas; they average 1. */
const months = [0.85, 0.95, 0.98, 0.97, 0.96, 0.95, 0.93, 0.88, 1, 1.03, 1.2, 1.3] as const;
/** Requests by hour of the local day. */
const hours = [1, 1, 1, 1, 1, 2, 4, 7, 11, 14, 14, 12, 10, 12, 13, 12, 10, 8, 6, 5, 4, 3, 2, 1] as const;

const growthAYear = 0.15;

/** How many of something that averages `aYear` happen on a day: growing, with weekly and yearly seasons. */
export function countOn(world: World, epochDay: number, { what, aYear }: { what: string; aYear: number }): number {
  const month = new Date(epochDay * day * 1000).getUTCMonth();
  const years = Math.min((epochDay - world.start) / 365, 5);
  const growth = 1 + growthAYear * (years - 0.5);
  const expected = (aYear / 365) * growth * (weekdays[weekdayOf(epochDay)] ?? 1) * (months[month] ?? 1);
  const random = world.random('count', what, epochDay);
  return Math.floor(expected * random.between(0.88, 1.12) + random.between(0, 1));
}

/** How busy an hour is, by the local hour of the day. */
export function busyness(localHour: number): number {
  return hours[((localHour % 24) + 24) % 24] ?? 1;
}
