import { z } from 'zod';
import { instant } from '../kit/index.ts';

/** What Freshdesk's rows are made of. */
export const id = z.int().min(1);

/** An instant that may be missing. */
export const when = instant.nullish().transform((value) => value ?? null);

/** An optional id as the text that facts hold. */
export const reference = id.nullish().transform((value) => (value == null ? null : String(value)));

/** Epoch seconds as the API wants them. */
export function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

const stamped = z.object({ id, updated_at: instant });

/** A row's id and last change; undefined for one that cannot be read. */
export function lastChange(row: unknown): { id: string; at: number } | undefined {
  const { data } = stamped.safeParse(row);
  return data && { id: String(data.id), at: data.updated_at };
}
