import type { z } from 'zod';

/** The first thing wrong with foreign data, as `created_at: Invalid input: expected string, received undefined`; never its values. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'invalid';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}
