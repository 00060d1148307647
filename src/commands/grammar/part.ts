import type { Period } from '../../calendar/period.ts';
import type { DayUnit } from '../../calendar/wall.ts';
import type { FailureCode, Filter } from '../reading.ts';
import type { Audience, Statistic } from './fixed-words.ts';

/** What a run of words means, whatever stands around it. */
export type Part =
  | { readonly kind: 'metric'; readonly id: string }
  /** The words of a command. */
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'period'; readonly period: Period }
  /** `vs` and what; undefined for the previous comparable period, which is what one gets anyway. */
  | { readonly kind: 'versus'; readonly period: Period | undefined }
  | { readonly kind: 'by'; readonly dimensions: readonly string[] }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'statistic'; readonly statistic: Statistic }
  | { readonly kind: 'audience'; readonly audience: Audience }
  /** `hours:business`. */
  | { readonly kind: 'hours'; readonly hours: 'business' | 'calendar' }
  /** `over 3d`, `next 2h`. */
  | { readonly kind: 'age'; readonly seconds: number }
  | { readonly kind: 'within'; readonly seconds: number }
  | { readonly kind: 'limit'; readonly count: number }
  | { readonly kind: 'filler' }
  /** `at` are the words in question, where they are not all of the part's. */
  | { readonly kind: 'problem'; readonly problem: Problem; readonly at?: Run }
  | { readonly kind: 'unknown'; readonly of: 'word' | 'dimension' };

/** A part and the words it was read from: `[start, next)`. */
export type Placed = Part & { readonly start: number; readonly next: number };

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
interface Run {
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
