import { z } from 'zod';

/** What many services' rows are made of; what is one service's own stands in its folder. */

export const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value === '' ? null : value));

/** ISO 8601 in, epoch seconds out. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => Math.floor(Date.parse(value) / 1000))
  .pipe(z.int().min(0));
