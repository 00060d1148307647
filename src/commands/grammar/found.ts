import type { DayUnit } from '../../calendar/wall.ts';
import { failure, type Problem } from './problem.ts';

/** A date, or a longer unit of the calendar, that a text names. */
export interface Anchor {
  /** The midnight it begins at, as a wall. */
  readonly midnight: number;
  readonly unit: DayUnit;
  /** Set where no year was said, and the latest one begun was taken. */
  readonly isYearImplied: boolean;
}

/** What was read up to, not including, the word `next`. */
export type Found<Result> =
  | { readonly result: Result; readonly next: number }
  /** `at` are the words in question, where they are not all that was read. */
  | { readonly problem: Problem; readonly next: number; readonly at?: Run };

/** Words from `start` up to, not including, `next`. */
export interface Run {
  readonly start: number;
  readonly next: number;
}

/** An anchor, or why there is none: the text names no date, or one without figures. */
export function anchorAt(
  said: string,
  read: { midnight: number | undefined; unit: DayUnit; next: number; isYearImplied?: boolean },
): Found<Anchor> {
  const { midnight, unit, next, isYearImplied = false } = read;
  if (midnight === undefined) return { problem: failure('bad-period', `There is no ${unit} “${said}”.`), next };
  if (midnight < 0) {
    return { problem: failure('bad-period', `“${said}” is before 1970; there are no figures from then.`), next };
  }
  return { result: { midnight, unit, isYearImplied }, next };
}
