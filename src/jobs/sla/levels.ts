import type { Schedule } from '../../calendar/schedule.ts';
import type { Policy } from './policy.ts';

/** Opening hours under a name. */
export interface NamedSchedule extends Schedule {
  readonly name: string;
  /** The desks it is for; absent: all. */
  readonly desks?: readonly string[] | undefined;
}

/** When the desks are open and what their tickets are promised. Of both lists the first that fits holds. */
export interface ServiceLevels {
  readonly schedules: readonly NamedSchedule[];
  readonly slas: readonly Policy[];
}

/** The schedule a desk works by, or undefined where none is configured for it. */
export function scheduleOf(desk: string, schedules: readonly NamedSchedule[]): NamedSchedule | undefined {
  return schedules.find(({ desks }) => desks === undefined || desks.includes(desk));
}
