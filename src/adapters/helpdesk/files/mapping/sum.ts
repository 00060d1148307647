import { findUnit, units, type Unit } from '../cells/duration.ts';

/** An instant made of another and a duration: `created_at + first_response_hours h`. */
export interface Sum {
  /** Column of the table the duration is added to. */
  readonly start: string;
  /** Column of the file that holds the duration. */
  readonly duration: string;
  /** Of a duration that is a number alone; a day is 24 hours, a month is one of the calendar. */
  readonly unit: Unit;
}

/** What {@link readSum} takes, for who wrote something else. */
export const sumShape = `<instant> + <column> <unit>, such as created_at + first_response_hours h; the unit is s, m, h, d or one of ${units.join(', ')}`;

/** @returns undefined for what is not of the form `<instant> + <column> <unit>` */
export function readSum(text: string): Sum | undefined {
  const parts = /^\s*(?<start>[a-z_]+)\s*\+\s*(?<duration>\S.*?)\s+(?<unit>\S+)\s*$/.exec(text)?.groups;
  const unit = findUnit(parts?.['unit'] ?? '');
  if (!parts?.['start'] || !parts['duration'] || unit === undefined) return undefined;
  return { start: parts['start'], duration: parts['duration'], unit };
}
