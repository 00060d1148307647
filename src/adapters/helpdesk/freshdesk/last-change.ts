import { z } from 'zod';
import { instant } from '../kit/fields.ts';
import { id } from './fields.ts';

/** What was changed within these seconds before a list may still have been changing then. */
export const settling = 120;

const stamped = z.object({ id, updated_at: instant });

/** A row's id and last change; undefined for one that cannot be read. */
export function lastChange(row: unknown): { id: string; at: number } | undefined {
  const { data } = stamped.safeParse(row);
  return data && { id: String(data.id), at: data.updated_at };
}
