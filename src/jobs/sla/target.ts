import type { Hours } from '../../calendar/business-hours.ts';

/** Time in which no clock of a ticket runs; `to` is null while it lasts. Epoch seconds. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/** A clock as it was wound: it started, is to run for so many seconds of its hours, and stopped or runs on. */
export interface Wound {
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  readonly seconds: number;
  readonly hours: Hours;
}

export interface Target {
  /** When it runs out, or would have; null while a pause that has no end yet comes before that. */
  readonly target_at: number | null;
  readonly is_paused: boolean;
}

/** When a clock runs out, given the pauses of its ticket in any order. One that begins after the clock stopped is none of its. */
export function targetOf({ startedAt, stoppedAt, seconds, hours }: Wound, pauses: readonly Pause[]): Target {
  let from = startedAt;
  let left = seconds;
  for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
    if (stoppedAt !== null && pause.from >= stoppedAt) break;
    if (pause.to !== null && pause.to <= from) continue;
    const run = hours.elapsed(from, pause.from);
    if (run >= left) break;
    const end = pause.to ?? stoppedAt;
    if (end === null) return { target_at: null, is_paused: true };
    left -= run;
    from = end;
  }
  return { target_at: hours.after(from, left), is_paused: false };
}
