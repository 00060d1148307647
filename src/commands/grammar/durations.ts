import { secondsIn } from '../../calendar/duration.ts';
import { MINUTE } from '../../calendar/units.ts';
import { keyAt, type Word } from './words.ts';

export interface Duration {
  readonly seconds: number;
  readonly next: number;
}

/** `3d`, `3 days`, `90min`: a whole number of up to five digits, and a unit from minutes to weeks. */
export function readDuration(words: readonly Word[], start: number): Duration | undefined {
  const [first, second] = [keyAt(words, start), keyAt(words, start + 1)];
  const [, count, attached] = /^(\d{1,5})(\p{L}*)$/u.exec(first) ?? [];
  const unit = secondsIn(attached === '' ? second : (attached ?? ''));
  if (count === undefined || unit === undefined || unit < MINUTE) return undefined;
  return { seconds: Number(count) * unit, next: start + (attached === '' ? 2 : 1) };
}
