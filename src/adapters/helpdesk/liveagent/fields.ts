import { z } from 'zod';

/** What LiveAgent's rows are made of. */
export const id = z.string().min(1);

const pattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** `2026-11-20 08:01:12` in, epoch seconds out. Without a zone it is UTC, as every request asks for. */
export const instant = z
  .string()
  .regex(pattern)
  .transform((value) => {
    const [, day, time, zone] = pattern.exec(value) ?? [];
    return Date.parse(`${day}T${time}${zone ?? 'Z'}`) / 1000;
  })
  .pipe(z.int().min(0));

/** What never happened is null, empty, or left out. */
export const maybeInstant = z
  .string()
  .nullish()
  .transform((value) => (value == null || value === '' ? null : value))
  .pipe(instant.nullable());

/** Epoch seconds as filters want them. */
export function timeText(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
