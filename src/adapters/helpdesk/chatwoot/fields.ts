import { z } from 'zod';

/** What Chatwoot's rows are made of. */
export const id = z.int().min(1).transform(String);

/** Epoch seconds; some carry a fraction. */
export const instant = z.number().min(0).transform(Math.floor);
