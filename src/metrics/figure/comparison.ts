import type { Figure } from './figure.ts';
import { differenceContainsZero } from './interval.ts';

export interface Comparison {
  /** Value less previous value, in the unit of the value; null where either is missing or they are in different currencies. */
  readonly change: number | null;
  /** Whether the 95 % interval of the difference contains 0; null where it cannot be known. */
  readonly isWithinNoise: boolean | null;
}

export function comparison(current: Figure, earlier: Figure): Comparison {
  if (current.value === null || earlier.value === null) return { change: null, isWithinNoise: null };
  if (current.currencies?.[0] !== earlier.currencies?.[0]) return { change: null, isWithinNoise: null };
  const change = current.value - earlier.value;
  if (current.sample && earlier.sample) {
    return { change, isWithinNoise: differenceContainsZero(current.sample, earlier.sample) };
  }
  return { change, isWithinNoise: overlapInNoise(current, earlier) };
}

/** For medians: normal, with standard errors read off the two intervals (half their width ÷ 1.96). */
function overlapInNoise(a: Figure, b: Figure): boolean | null {
  if (a.value === null || b.value === null || !a.interval || !b.interval) return null;
  const half = Math.hypot(a.interval[1] - a.interval[0], b.interval[1] - b.interval[0]) / 2;
  return Math.abs(a.value - b.value) <= half;
}
