import { z } from 'zod';

/** What Request Tracker's rows are made of. Numbers come as numbers in one place and as text in the next. */
export const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

export const id = whole.pipe(z.int().min(1));

/** ISO 8601 in, epoch seconds out; null for 1970, which stands for never, and for what may not be read. */
export const instant = z.iso.datetime({ offset: true }).transform(secondsOf);

/** As a transaction holds an instant: UTC, without saying so. */
export function instantIn(value: string): number | null {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? secondsOf(`${value.replace(' ', 'T')}Z`) : null;
}

function secondsOf(text: string): number | null {
  const seconds = Math.floor(Date.parse(text) / 1000);
  return seconds > 0 ? seconds : null;
}
