import type { Reader } from '../../store/store.ts';
import type { NudgeSettings } from '../settings.ts';
import type { LiveClock } from './clocks.ts';

/** A reason to nudge the assignee of a ticket. */
export interface Finding {
  readonly clock: LiveClock;
  /** Which of the rule's warnings this is: each is given once for a clock. */
  readonly stage: string;
}

/** One kind of thing worth a nudge. */
export interface Rule {
  readonly name: string;
  /** What holds at `now` (epoch seconds), whether it was told before or not. */
  find(context: { store: Reader; settings: NudgeSettings; now: number }): Promise<Finding[]>;
}
