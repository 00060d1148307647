import { z } from 'zod';

/** What Zendesk's rows are made of. */
export const id = z.int().min(1);

/** ISO 8601 in, epoch seconds out. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Math.floor(Date.parse(text) / 1000))
  .pipe(z.int().min(0));

export const text = z.string().nullish().transform(presence);

/** An optional id as the text that facts hold. */
export const reference = id.nullish().transform((value) => (value == null ? null : String(value)));

function presence(value: string | null | undefined): string | null {
  return value == null || value === '' ? null : value;
}
