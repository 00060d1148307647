import type { Clock } from '../../calendar/period.ts';
import { dateAt, wallOfDate } from '../../calendar/wall.ts';
import { wallOf } from '../../calendar/zone.ts';

/** A date of the year given, or else the latest to have begun; undefined where there is none. */
export function dayOf(
  date: { day: number; month: number },
  { year, clock }: { year: string | undefined; clock: Clock },
): number | undefined {
  if (year !== undefined) return wallOfDate({ ...date, year: Number(year) });
  const today = wallOf(clock.now, clock.timezone);
  return latest((year) => wallOfDate({ ...date, year }), { before: today, from: dateAt(today).year });
}

/** The latest of a yearly date to have begun; 29 February may be eight years back. */
export function latest(
  startIn: (year: number) => number | undefined,
  { before, from }: { before: number; from: number },
): number | undefined {
  for (let year = from; year > from - 9; year -= 1) {
    const midnight = startIn(year);
    if (midnight !== undefined && midnight <= before) return midnight;
  }
  return undefined;
}
