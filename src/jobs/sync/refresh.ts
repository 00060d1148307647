import { z } from 'zod';
import type { Job } from '../job.ts';
import { readLive } from './live.ts';

/** Read a ticket again that its desk said something happened to. */
export const refresh: Job<{ desk: string; ticket: string }> = {
  name: 'refresh',
  concurrency: 5,
  data: z.object({ desk: z.string(), ticket: z.string() }),
  run: readLive,
};
