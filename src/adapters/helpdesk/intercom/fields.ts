import { z } from 'zod';

/** What Intercom's rows are made of. Ids are text in some places and numbers in others. */
export const id = z.union([z.string().min(1), z.int().min(1)]).transform(String);

/** An optional id; 0 stands for nobody. */
export const reference = z
  .union([z.string(), z.int()])
  .nullish()
  .transform((value) => (value == null || value === '' || value === 0 || value === '0' ? null : String(value)));

/** Epoch seconds. */
export const instant = z.int().min(0);

/** Calls give epoch seconds or ISO 8601. */
export const anyInstant = z.union([
  instant,
  z.iso.datetime({ offset: true }).transform((text) => Math.floor(Date.parse(text) / 1000)),
]);
