import { secondsIn } from '../../../calendar/duration.ts';

/** An instant made of another and a duration: `created_at + first_response_hours h`. */
export interface Sum {
  /** Column of the table the duration is added to. */
  readonly start: string;
  /** Column of the file that holds the duration. */
  readonly duration: string;
  /** Seconds in one of the duration's units; a day is 24 hours. */
  readonly unit: number;
}

/** @returns undefined for what is not of the form `<instant> + <column> <s|m|h|d>` */
export function readSum(text: string): Sum | undefined {
  const parts = /^\s*(?<start>[a-z_]+)\s*\+\s*(?<duration>\S.*?)\s+(?<unit>[smhd])\s*$/.exec(text)?.groups;
  const unit = secondsIn(parts?.['unit'] ?? '');
  if (!parts?.['start'] || !parts['duration'] || unit === undefined) return undefined;
  return { start: parts['start'], duration: parts['duration'], unit };
}
