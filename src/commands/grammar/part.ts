import type { Period } from '../../calendar/period.ts';
import type { Filter } from '../reading.ts';
import type { Audience, Statistic } from './fixed-words.ts';
import type { Problem, Run } from './found.ts';

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
