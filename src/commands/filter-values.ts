import { daysBetween } from '../calendar/wall.ts';
import { UserError } from '../errors.ts';
import { weekdayNames } from './grammar/calendar-names.ts';
import type { Filter } from './reading.ts';

/**
 * Filters as the store writes them: weekdays by number (0 is Monday), hours 0–23, channels and kinds with underscores.
 * @throws UserError for a weekday or hour that is none
 */
export function asStored(filters: readonly Filter[]): Filter[] {
  return filters.map((filter) => ({ ...filter, values: filter.values.map((value) => storedValue(filter.key, value)) }));
}

function storedValue(key: string, value: string): string {
  if (key === 'channel' || key === 'kind') return value.trim().replaceAll(/[\s-]+/g, '_');
  if (key === 'weekday') {
    const weekday = weekdayNames.get(value.toLowerCase());
    if (weekday !== undefined) return String(daysBetween('monday', weekday));
    throw new UserError('bad-filter', `weekday: takes a day such as monday or mon; “${value}” is none.`);
  }
  if (key === 'hour') {
    const hour = /^(\d{1,2})(?::00)?$/.exec(value)?.[1];
    if (hour !== undefined && Number(hour) < 24) return String(Number(hour));
    throw new UserError('bad-filter', `hour: takes an hour from 0 to 23; “${value}” is none.`);
  }
  return value;
}
