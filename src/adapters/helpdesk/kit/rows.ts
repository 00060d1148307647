import { z } from 'zod';
import type { Skipped } from '../../../helpdesk.ts';

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

/** The first thing wrong with foreign data, as `created_at: Invalid input: expected string, received undefined`; never its values. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'invalid';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}

/** JSON text → what it says, to be piped into the shape expected. */
export const json = z.string().transform((text, check) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    check.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
