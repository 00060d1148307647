import { UserError } from '../errors.ts';
import { HOUR, MINUTE } from './units.ts';

/**
 * Seconds after midnight that `HH:MM` stands for.
 * @throws UserError for anything but 00:00 to 23:59
 */
export function dayTime(text: string): number {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) {
    throw new UserError('not-a-time', `A time of day is written HH:MM, such as 09:00 or 17:30; “${text}” is not one.`);
  }
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
}
