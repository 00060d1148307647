import type { Word } from './words.ts';

export interface Duration {
  readonly seconds: number;
  readonly next: number;
}

const seconds = { minute: 60, hour: 3600, day: 86_400, week: 604_800 };
const units: ReadonlyMap<string, keyof typeof seconds> = new Map(
  Object.entries({
    m: 'minute',
    min: 'minute',
    mins: 'minute',
    minute: 'minute',
    minutes: 'minute',
    h: 'hour',
    hr: 'hour',
    hrs: 'hour',
    hour: 'hour',
    hours: 'hour',
    d: 'day',
    day: 'day',
    days: 'day',
    w: 'week',
    wk: 'week',
    week: 'week',
    weeks: 'week',
  }),
);

/** `3d`, `3 days`, `90min`: a whole number of up to five digits, and a unit. `m` is minutes. */
export function readDuration(words: readonly Word[], start: number): Duration | undefined {
  const [first, second] = [keyAt(words, start), keyAt(words, start + 1)];
  const [, count, attached] = /^(\d{1,5})(\p{L}*)$/u.exec(first) ?? [];
  const unit = units.get(attached === '' ? second : (attached ?? ''));
  if (count === undefined || unit === undefined) return undefined;
  return { seconds: Number(count) * seconds[unit], next: start + (attached === '' ? 2 : 1) };
}

/** The shortest way to write it that reads back as the same: `7d`, `36h`, `90min`. */
export function durationText(duration: number): string {
  if (duration % seconds.day === 0) return `${duration / seconds.day}d`;
  return duration % seconds.hour === 0 ? `${duration / seconds.hour}h` : `${duration / seconds.minute}min`;
}

/** What a word is looked up by; '' where there is no plain word. */
export function keyAt(words: readonly Word[], index: number): string {
  const word = words[index];
  return word?.kind === 'word' ? word.key : '';
}
