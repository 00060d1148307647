import { z } from 'zod';
import { id } from './fields.ts';

/** Time that an agent put down; `time_spent` in hours and minutes. What a timer shows that still runs is not in it. */
export const foreignTimeEntry = z.object({
  id,
  time_spent: z
    .string()
    .regex(/^\d+:[0-5]\d$/)
    .transform((text) => {
      const [hours, minutes] = text.split(':').map(Number);
      return (hours ?? 0) * 3600 + (minutes ?? 0) * 60;
    }),
});
