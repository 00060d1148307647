import type { Weekday } from './wall.ts';

/** A stretch of opening time that recurs each week, by the local clock. */
export interface Shift {
  /** The day it begins on. */
  readonly day: Weekday;
  /** Seconds after that day's midnight, up to 86,400. An end that is not after the start lies on the next day. */
  readonly from: number;
  readonly to: number;
}

/** Whole local days without opening time, the last included; walls of their midnights. */
export interface Holiday {
  readonly from: number;
  readonly to: number;
}

export interface Schedule {
  readonly timezone: string;
  /** In any order; where they overlap, the time counts once. */
  readonly shifts: readonly Shift[];
  readonly holidays: readonly Holiday[];
}
