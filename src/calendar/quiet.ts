import { UserError } from '../errors.ts';
import { dayTime, startOf } from './wall.ts';
import { DAY } from './units.ts';
import { instantOf, wallOf } from './zone.ts';

export interface QuietHours {
  /** Local times of day, `18:00-09:00`; an end that is not after the start lies on the next day. */
  readonly quiet: string;
  readonly timezone: string;
}

/**
 * The instant (epoch seconds) at which the quiet hours end, or undefined when `now` is not in them. Like a recurrence, a
 * time the clocks leap over counts as the first instant after, one they show twice as the first.
 * @throws UserError when the hours are not written `HH:MM-HH:MM`
 */
export function quietUntil({ quiet, timezone }: QuietHours, now: number): number | undefined {
  const [start, end, ...rest] = quiet.split('-').map((time) => dayTime(time.trim()));
  if (start === undefined || end === undefined || rest.length > 0) {
    throw new UserError('not-quiet-hours', `Quiet hours are written 18:00-09:00; “${quiet}” is not.`);
  }
  const today = startOf('day', wallOf(now, timezone), 'monday');
  for (const midnight of [today - DAY, today]) {
    const from = instantOf(midnight + start, timezone);
    const until = instantOf(midnight + end + (end <= start ? DAY : 0), timezone);
    if (from <= now && now < until) return until;
  }
  return undefined;
}
