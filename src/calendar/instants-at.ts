import { DAY } from './units.ts';
import { wallOf } from './zone.ts';

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
