import { z } from 'zod';
import type { Skipped } from '../../../helpdesk.ts';
import { firstIssue } from './issue.ts';

const identified = z.object({ id: z.union([z.int(), z.string().max(40)]) });

/** Read each row by itself: one that does not fit is named with the reason, and the others load. */
export function readRows<T>(
  rows: readonly unknown[],
  { as, noun }: { as: z.ZodType<T>; noun: string },
): { read: T[]; skipped: Skipped[] } {
  const read: T[] = [];
  const skipped: Skipped[] = [];
  for (const row of rows) {
    const parsed = as.safeParse(row);
    if (parsed.success) read.push(parsed.data);
    else skipped.push({ place: placeOf(row, noun), reason: firstIssue(parsed.error) });
  }
  return { read, skipped };
}

function placeOf(row: unknown, noun: string): string {
  const known = identified.safeParse(row);
  return known.success ? `${noun} ${known.data.id}` : `a ${noun} without an id`;
}
