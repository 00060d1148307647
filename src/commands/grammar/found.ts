import type { DayUnit } from '../../calendar/wall.ts';
import type { FailureCode } from '../reading.ts';

/** A date, or a longer unit of the calendar, that a text names. */
export interface Anchor {
  /** The midnight it begins at, as a wall. */
  readonly midnight: number;
  readonly unit: DayUnit;
  /** Set where no year was named, and the latest one begun was taken. */
  readonly isYearImplied: boolean;
}

/** Words that are understood but cannot be answered as they stand. */
export type Problem =
  /** Each option stands for the words in question. */
  | { readonly kind: 'ask'; readonly message: string; readonly options: readonly { label: string; text: string }[] }
  /** What could stand instead of the words in question; nothing where it is best to leave them out. */
  | {
      readonly kind: 'failure';
      readonly code: FailureCode;
      readonly message: string;
      readonly instead: readonly string[];
    };

export function failure(code: FailureCode, message: string, instead: readonly string[] = []): Problem {
  return { kind: 'failure', code, message, instead };
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
  typed: string,
  read: { midnight: number | undefined; unit: DayUnit; next: number; isYearImplied?: boolean },
): Found<Anchor> {
  const { midnight, unit, next, isYearImplied = false } = read;
  if (midnight === undefined) return { problem: failure('bad-period', `There is no ${unit} “${typed}”.`), next };
  if (midnight < 0) {
    return { problem: failure('bad-period', `“${typed}” is before 1970; there are no figures from then.`), next };
  }
  return { result: { midnight, unit, isYearImplied }, next };
}
