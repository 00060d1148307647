import { tzOffset } from '@date-fns/tz';

export const minute = 60;
export const hour = 3600;
export const day = 86_400;

export interface Schedule {
  readonly zone: string;
  /** Hours of the local day; `from` 0 and `to` 24 with every weekday is round the clock. */
  readonly from: number;
  readonly to: number;
  /** Days worked, counted from Monday. */
  readonly daysAWeek: number;
}

/** When a team works. Instants are epoch seconds. */
export interface Hours {
  isOpen(instant: number): boolean;
  /** The instant by which so many working seconds have passed. */
  after(instant: number, seconds: number): number;
  /** Working seconds between two instants. */
  between(from: number, to: number): number;
}

const roundTheClock: Hours = {
  isOpen: () => true,
  after: (instant, seconds) => instant + seconds,
  between: (from, to) => to - from,
};

/** Monday is 0; 1 January 1970 was a Thursday. */
export function weekdayOf(epochDay: number): number {
  return (epochDay + 3) % 7;
}

export function hoursOf({ zone, from, to, daysAWeek }: Schedule): Hours {
  if (from === 0 && to === 24 && daysAWeek === 7) return roundTheClock;
  const opening = new Map<number, number>();

  function opensOn(epochDay: number): number {
    const known = opening.get(epochDay);
    if (known !== undefined) return known;
    const noon = epochDay * day + day / 2;
    const opens = epochDay * day + from * hour - tzOffset(zone, new Date(noon * 1000)) * minute;
    opening.set(epochDay, opens);
    return opens;
  }

  /** The stretches worked from the day before an instant on. */
  function* shifts(instant: number): Generator<{ opens: number; closes: number }> {
    for (let epochDay = Math.floor(instant / day) - 1; ; epochDay += 1) {
      if (weekdayOf(epochDay) >= daysAWeek) continue;
      const opens = opensOn(epochDay);
      yield { opens, closes: opens + (to - from) * hour };
    }
  }

  function after(instant: number, seconds: number): number {
    let left = seconds;
    for (const { opens, closes } of shifts(instant)) {
      const begins = Math.max(opens, instant);
      if (begins + left <= closes) return begins + left;
      left -= Math.max(0, closes - begins);
    }
    return instant;
  }

  function between(start: number, end: number): number {
    let total = 0;
    for (const { opens, closes } of shifts(start)) {
      if (opens >= end) return total;
      total += Math.max(0, Math.min(closes, end) - Math.max(opens, start));
    }
    return total;
  }

  return { after, between, isOpen: (instant) => between(instant, instant + 1) > 0 };
}
