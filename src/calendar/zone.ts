import { tzOffset } from '@date-fns/tz';
import { DAY } from './units.ts';
import { dateText, startOf, timeText, two } from './wall.ts';

/** What the clocks of a zone show at an instant (epoch seconds), as a wall. */
export function wallOf(instant: number, timezone: string): number {
  return instant + offsetAt(instant, timezone);
}

/**
 * The instant (epoch seconds) at which the clocks of a zone show a wall: the earlier one where they show it twice, and
 * the first instant after the jump where they leap over it.
 */
export function instantOf(wall: number, timezone: string): number {
  const before = offsetAt(wall - DAY, timezone);
  const after = offsetAt(wall + DAY, timezone);
  if (before === after) return wall - before;
  const first = wall - Math.max(before, after);
  const last = wall - Math.min(before, after);
  if (wallOf(first, timezone) === wall) return first;
  if (wallOf(last, timezone) === wall) return last;
  return jumpBetween(first, last, timezone);
}

/** First instant of a local date; on most days the clocks show midnight then. */
export function dayStart(wall: number, timezone: string): number {
  return instantOf(startOf('day', wall, 'monday'), timezone);
}

/** `2026-11-09T00:00:00+02:00`. */
export function toIso(instant: number, timezone: string): string {
  const whole = Math.floor(instant);
  const wall = wallOf(whole, timezone);
  const time = timeText(wall);
  return `${dateText(wall)}T${time.length === 5 ? `${time}:00` : time}${offsetText(wall - whole)}`;
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** By zone, the offset at the start of each UTC day that was asked about: asking the runtime takes some microseconds. */
const known = new Map<string, Map<number, number>>();
/** About two decades of a zone; then its days are asked for anew. */
const mostDays = 8192;

/** Seconds east of Greenwich. No zone changes its offset and changes it back within a UTC day. */
function offsetAt(instant: number, timezone: string): number {
  const day = Math.floor(instant / DAY);
  const before = offsetOfDay(day, timezone);
  return before === offsetOfDay(day + 1, timezone) ? before : readOffset(instant, timezone);
}

function offsetOfDay(day: number, timezone: string): number {
  let days = known.get(timezone);
  if (days === undefined || days.size > mostDays) known.set(timezone, (days = new Map()));
  let offset = days.get(day);
  if (offset === undefined) days.set(day, (offset = readOffset(day * DAY, timezone)));
  return offset;
}

function readOffset(instant: number, timezone: string): number {
  return Math.round(tzOffset(timezone, new Date(instant * 1000)) * 60);
}

/** The first instant after `from` that has the offset of `to`; there is one change between them. */
function jumpBetween(from: number, to: number, timezone: string): number {
  const target = offsetAt(to, timezone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timezone) === target) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The instants at which a zone's clocks show a wall time: one as a rule, none where clocks are put forward over it, two
 * where they are put back.
 * @param wall the wall time, in epoch seconds as if it were UTC
 * @returns epoch seconds, earliest first
 */
export function instantsAt(wall: number, zone: string): number[] {
  const offsets = [wall - DAY, wall + DAY].map((near) => wallOf(near, zone) - near);
  return [...new Set(offsets)]
    .map((offset) => wall - offset)
    .filter((instant) => wallOf(instant, zone) === wall)
    .sort((a, b) => a - b);
}

/** From `from` on (epoch seconds) local clocks show `seconds` more than UTC. */
interface Offset {
  readonly from: number;
  readonly seconds: number;
}

/** The offsets in force in `[from, to)`, oldest first, beginning with the one at `from`. */
export function offsets({ from, to, timezone }: { from: number; to: number; timezone: string }): Offset[] {
  const at = (instant: number) => offsetAt(instant, timezone);
  const found: Offset[] = [{ from, seconds: at(from) }];
  for (let day = from; day < to; day += DAY) {
    const next = Math.min(day + DAY, to);
    if (at(next) !== at(day)) found.push({ from: jumpBetween(day, next, timezone), seconds: at(next) });
  }
  return found;
}
