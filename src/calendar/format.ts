import type { Period } from './period.ts';
import { DAY } from './units.ts';
import { dateAt, timeText, weekdayAt } from './wall.ts';
import { wallOf } from './zone.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `9 Nov`, in the zone given. */
export function formatDay(instant: number, timezone: string): string {
  return dayAndMonth(wallOf(instant, timezone));
}

/** `Thu 19 Nov 2026, 10:30`, in the zone given. */
export function formatMoment(instant: number, timezone: string): string {
  const wall = wallOf(instant, timezone);
  return `${fullDate(wall)}, ${timeText(wall)}`;
}

/**
 * The local dates of `[from, to)`, the last day included: `Wed 18 Nov 2026`, `Mon 9 – Sun 15 Nov 2026`. Where it is not
 * cut at midnights, with times: `Thu 19 Nov 2026, 00:00–10:30`, `Sun 1 Nov, 00:00 – Thu 19 Nov 2026, 10:30`.
 */
export function formatSpan({ from, to, timezone }: Pick<Period, 'from' | 'to' | 'timezone'>): string {
  const [first, end] = [wallOf(from, timezone), wallOf(to, timezone)];
  // In a zone without a midnight that day, the day before still ends there.
  const last = wallOf(to - 1, timezone);
  const isWhole = from < to && beginsDay(from, timezone) && beginsDay(to, timezone);
  if (isWhole) return sameDay(first, last) ? fullDate(first) : `${shortDate(first, last)} – ${fullDate(last)}`;
  if (sameDay(first, end)) return `${fullDate(first)}, ${timeText(first)}–${timeText(end)}`;
  return `${partialDate(first, end)}, ${timeText(first)} – ${fullDate(end)}, ${timeText(end)}`;
}

function beginsDay(instant: number, timezone: string): boolean {
  return !sameDay(wallOf(instant - 1, timezone), wallOf(instant, timezone));
}

function sameDay(one: number, other: number): boolean {
  return Math.floor(one / DAY) === Math.floor(other / DAY);
}

/** What a date needs before ` – Sun 15 Nov 2026`. */
function shortDate(wall: number, last: number): string {
  const [one, other] = [dateAt(wall), dateAt(last)];
  return one.year === other.year && one.month === other.month ? `${weekday(wall)} ${one.day}` : partialDate(wall, last);
}

function partialDate(wall: number, last: number): string {
  return dateAt(wall).year === dateAt(last).year ? `${weekday(wall)} ${dayAndMonth(wall)}` : fullDate(wall);
}

function fullDate(wall: number): string {
  return `${weekday(wall)} ${dayAndMonth(wall)} ${dateAt(wall).year}`;
}

function dayAndMonth(wall: number): string {
  const { day, month } = dateAt(wall);
  return `${day} ${months[month - 1] ?? ''}`;
}

function weekday(wall: number): string {
  const name = weekdayAt(wall);
  return `${name.charAt(0).toUpperCase()}${name.slice(1, 3)}`;
}
