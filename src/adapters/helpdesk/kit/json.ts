import { z } from 'zod';

/** JSON text → what it says, to be piped into the shape expected. */
export const json = z.string().transform((text, check) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    check.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
