import { tzOffset } from '@date-fns/tz';

const day = 86_400;

/**
 * The instants at which a zone's clocks show a wall time: one as a rule, none where clocks are put forward over it, two
 * where they are put back.
 * @param wall the wall time, in epoch seconds as if it were UTC
 * @returns epoch seconds, earliest first
 */
export function instantsAt(wall: number, zone: string): number[] {
  const offsets = [wall - day, wall + day].map((near) => tzOffset(zone, new Date(near * 1000)) * 60);
  return [...new Set(offsets)]
    .map((offset) => ({ offset, instant: wall - offset }))
    .filter(({ offset, instant }) => tzOffset(zone, new Date(instant * 1000)) * 60 === offset)
    .map(({ instant }) => instant)
    .sort((a, b) => a - b);
}
