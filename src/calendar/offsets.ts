import { DAY } from './units.ts';
import { wallOf } from './zone.ts';

/** From `from` on (epoch seconds) local clocks show `seconds` more than UTC. */
export interface Offset {
  readonly from: number;
  readonly seconds: number;
}

/** The offsets in force in `[from, to)`, oldest first, beginning with the one at `from`. */
export function offsets({ from, to, timezone }: { from: number; to: number; timezone: string }): Offset[] {
  const at = (instant: number) => wallOf(instant, timezone) - instant;
  const found: Offset[] = [{ from, seconds: at(from) }];
  for (let day = from; day < to; day += DAY) {
    const next = Math.min(day + DAY, to);
    if (at(next) !== at(day)) found.push({ from: changeBetween(day, next, at), seconds: at(next) });
  }
  return found;
}

function changeBetween(before: number, after: number, at: (instant: number) => number): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) === at(before)) low = middle;
    else high = middle;
  }
  return high;
}
