import { z } from 'zod';

/** What SurveyMonkey's rows are made of. */
export const id = z.string().min(1);

export const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value === '' ? null : value));

/** ISO 8601 in, epoch seconds out. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => Math.floor(Date.parse(value) / 1000))
  .pipe(z.int().min(0));

/** Epoch seconds as filters want them: in UTC, without saying so. */
export function timeText(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19);
}
