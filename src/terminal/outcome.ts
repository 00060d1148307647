import { z } from 'zod';
import { UserError } from '../errors.ts';
import { cleanText, escapeJson } from '../text/clean.ts';
import type { Invocation } from './invocation.ts';

/** What goes to stdout and stderr, and the exit code: 0, 1 failed, 2 not understood. */
export const outcome = z.object({
  out: z.string(),
  err: z.string(),
  code: z.union([z.literal(0), z.literal(1), z.literal(2)]),
});
export type Outcome = Readonly<z.output<typeof outcome>>;

/** What went wrong, in the form in which the answer was asked for. */
export function failure(error: unknown, asked?: Invocation): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  const reason = error instanceof UserError ? error.code : 'failed';
  const code = reason === 'usage' ? 2 : 1;
  if (asked?.command !== 'kpi' || !asked.json) return { out: '', err: `${cleanText(message)}\n`, code };
  return { out: json({ error: { code: reason, message, suggestions: [] } }), err: '', code };
}

export function json(data: unknown): string {
  return `${escapeJson(JSON.stringify(data, null, 2))}\n`;
}
