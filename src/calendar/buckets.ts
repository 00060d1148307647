import type { Period } from './period.ts';
import { DAY, HOUR } from './units.ts';
import { addUnits, startOf, type DayUnit } from './wall.ts';
import { instantOf, wallOf } from './zone.ts';

export interface Bucket {
  readonly from: number;
  readonly to: number;
}

const twoHours = 2 * HOUR;

/**
 * A period cut into the points of its trend, in order and without gaps: two hours of real time each for a day, local
 * days up to 16, weeks up to half a year, months up to three years, quarters up to ten, then years. The first and the
 * last are clipped to the period. A period still empty has none.
 */
export function buckets(period: Period): Bucket[] {
  const step = stepOf(period);
  const inner = step === undefined ? everyTwoHours(period) : edgesWithin(period, step);
  const edges = [period.from, ...inner, period.to];
  return edges.slice(1).flatMap((to, index) => {
    const from = edges[index] ?? period.from;
    return from < to ? [{ from, to }] : [];
  });
}

/** The local midnights, as instants, that end a day of the period and have come by `now`. */
export function dayEnds(period: Period, now: number): number[] {
  const ends = edgesWithin({ ...period, to: period.to + 1 }, 'day');
  return ends.filter((end) => end <= now);
}

/** Undefined for a day or less: that goes by the hours that really pass. */
function stepOf({ from, to, timezone }: Period): DayUnit | undefined {
  const [first, last] = [wallOf(from, timezone), wallOf(to, timezone)];
  const days = (last - first) / DAY;
  if (days <= 1 || to - from <= DAY) return undefined;
  if (days <= 16) return 'day';
  if (days <= 27 * 7) return 'week';
  if (last <= addUnits(first, 36, 'month')) return 'month';
  return last <= addUnits(first, 10, 'year') ? 'quarter' : 'year';
}

function everyTwoHours({ from, to }: Period): number[] {
  const edges = [];
  for (let edge = from + twoHours; edge < to; edge += twoHours) edges.push(edge);
  return edges;
}

/** Beginnings of units after `from` and before `to`. */
function edgesWithin({ from, to, timezone, weekStart }: Period, unit: DayUnit): number[] {
  const edges: number[] = [];
  let wall = startOf(unit, wallOf(from, timezone), weekStart);
  for (let edge = from; edge < to; edge = instantOf(wall, timezone)) {
    // A date that a zone left out begins when the next one does.
    if (edge > (edges.at(-1) ?? from)) edges.push(edge);
    wall = addUnits(wall, 1, unit);
  }
  return edges;
}
