import { z } from 'zod';
import { id, instant } from './fields.ts';

/** Seconds: what changes is searched by its change with a delay of minutes, and stored while a page is on its way. */
export const searchDelay = 600;

const changed = z.object({ id, date_changed: instant });

export function lastChange(row: unknown): { id: string; at: number } | undefined {
  const { data } = changed.safeParse(row);
  return data && { id: data.id, at: data.date_changed };
}
