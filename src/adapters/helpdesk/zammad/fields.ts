import { z } from 'zod';

/** What Zammad's rows are made of. */
export const id = z.int().min(1);

/** ISO 8601 in, epoch milliseconds out: what changed is asked for to the millisecond. */
export const instantMs = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** ISO 8601 in, epoch seconds out. */
export const instant = instantMs.transform((ms) => Math.floor(ms / 1000)).pipe(z.int().min(0));

/** Zammad's system user, which automation acts as and which owns what nobody owns. */
export const system = 1;

/** A user's id as facts hold it; null for nobody. */
export const person = z
  .int()
  .nullish()
  .transform((value) => (value == null || value <= system ? null : String(value)));

/** As a history holds an instant: `2026-03-02 10:00:00 UTC`. */
export function instantIn(value: string | null): number | null {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(?: UTC|Z)$/.exec(value ?? '');
  return match === null ? null : Date.parse(`${match[1]}T${match[2]}Z`) / 1000;
}
