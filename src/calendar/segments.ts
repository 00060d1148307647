import type { BusinessHours } from './business-hours.ts';
import { DAY } from './units.ts';

/** A stretch of time, all of it open or all of it closed, within one UTC day. Epoch seconds. */
export interface Segment {
  /** The UTC midnight that begins its day. */
  readonly day: number;
  readonly from: number;
  readonly to: number;
  /** Seconds of opening time between the first segment and this one. */
  readonly opened: number;
  readonly isOpen: boolean;
}

/** `[from, to)` cut where it opens, closes or a UTC day begins, in order and without a gap. */
export function segments(hours: BusinessHours, { from, to }: { from: number; to: number }): Segment[] {
  const cut: Segment[] = [];
  let [at, opened] = [from, 0];
  for (const stretch of [...hours.open(from, to), { from: to, to }]) {
    fill(stretch.from, false);
    fill(stretch.to, true);
  }
  return cut;

  function fill(until: number, isOpen: boolean): void {
    while (at < until) {
      const day = Math.floor(at / DAY) * DAY;
      const end = Math.min(until, day + DAY);
      cut.push({ day, from: at, to: end, opened, isOpen });
      if (isOpen) opened += end - at;
      at = end;
    }
  }
}
