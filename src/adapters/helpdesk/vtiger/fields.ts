import { z } from 'zod';

/** What Vtiger's rows are made of: texts all of them, empty where nothing is known. */

/** The module's number and the record's: `17x204`. */
export const id = z.string().regex(/^\d+x\d+$/, 'expected an id such as 17x204');

export const text = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === null || value.trim() === '' ? null : value));

/** Another record's id; older records point nowhere with `0`. */
export const reference = z
  .string()
  .nullish()
  .transform((value) => (value != null && id.safeParse(value).success ? value : null));

/** `2026-03-02 09:00:00`, without a zone: Vtiger keeps UTC. Epoch seconds out. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, 'expected a time such as 2026-03-02 09:00:00')
  .transform((value) => Date.parse(`${value.replace(' ', 'T')}Z`) / 1000)
  .pipe(z.int().min(0));

/** A day, as its first instant in UTC. */
export const day = z
  .string()
  .nullish()
  .transform((value) => (value != null && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) / 1000 : null))
  .pipe(z.int().nullable().catch(null));

export const amount = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null || value === '' ? null : Number(value)))
  .pipe(z.number().nullable());

/** The number of a record, which counts up over all modules. */
export function numberOf(id: string): number {
  return Number(id.slice(id.indexOf('x') + 1));
}

export function moduleOf(id: string): string {
  return id.slice(0, id.indexOf('x'));
}

/** As a query wants an instant. */
export function timeOf(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
