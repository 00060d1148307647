import { z } from 'zod';

/** What Freshdesk's rows are made of. */
export const id = z.int().min(1);

/** ISO 8601 in, epoch seconds out. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Math.floor(Date.parse(text) / 1000))
  .pipe(z.int().min(0));

/** An instant that may be missing. */
export const when = instant.nullish().transform((value) => value ?? null);

export const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value === '' ? null : value));

/** An optional id as the text that facts hold. */
export const reference = id.nullish().transform((value) => (value == null ? null : String(value)));

/** Epoch seconds as the API wants them. */
export function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
